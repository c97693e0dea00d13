"""Rules that the database itself keeps, whichever program writes to it.

Each function fixes its search_path and names tables with their schema, so that a restored dump keeps them.
"""

from django.db import migrations

FORUM_PATH = """
CREATE FUNCTION public.forum_path() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.parent_id IS NULL THEN
        NEW.path := ARRAY[NEW.id];
    ELSE
        SELECT path || NEW.id INTO NEW.path FROM public.statements_forum WHERE id = NEW.parent_id;
        IF array_position(NEW.path, NEW.id) < cardinality(NEW.path) THEN
            RAISE EXCEPTION 'A forum cannot belong to itself.' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.forum_path_below() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE public.statements_forum SET parent_id = parent_id WHERE parent_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER forum_path BEFORE INSERT OR UPDATE OF parent_id, path ON public.statements_forum
    FOR EACH ROW EXECUTE FUNCTION public.forum_path();
CREATE TRIGGER forum_path_below AFTER UPDATE ON public.statements_forum
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION public.forum_path_below();
"""

ISSUED_REFERENCE = """
CREATE FUNCTION public.issue_reference() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO public.statements_issuedreference (reference, statement_id) VALUES (NEW.reference, NEW.id)
        ON CONFLICT (reference) DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER issue_reference AFTER INSERT OR UPDATE OF reference ON public.statements_statement
    FOR EACH ROW EXECUTE FUNCTION public.issue_reference();
"""

FORMER_SLUG = """
CREATE FUNCTION public.keep_former_slug() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO public.statements_formerslug (noun, slug, object_id) VALUES (TG_TABLE_NAME, OLD.slug, OLD.id)
        ON CONFLICT (noun, slug) DO UPDATE SET object_id = EXCLUDED.object_id;
    RETURN NULL;
END $$;
"""

KEEP_SLUG_OF = """
CREATE TRIGGER keep_former_slug AFTER UPDATE OF slug ON public.statements_{noun}
    FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug) EXECUTE FUNCTION public.keep_former_slug();
"""

TEXT_IS_PARAGRAPHS = """
CREATE FUNCTION public.text_is_paragraphs(statement bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.statements_statement s
        WHERE s.id = statement AND s.text IS DISTINCT FROM (
            SELECT string_agg(p.text, E'\\n\\n' ORDER BY p.position)
            FROM public.statements_paragraph p WHERE p.statement_id = s.id
        )
    ) THEN
        RAISE EXCEPTION 'The text of statement % is not its paragraphs joined.', statement
            USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION public.statement_is_its_paragraphs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM public.text_is_paragraphs(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.paragraph_is_in_its_statement() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM public.text_is_paragraphs(CASE TG_OP WHEN 'DELETE' THEN OLD.statement_id ELSE NEW.statement_id END);
    IF TG_OP = 'UPDATE' AND OLD.statement_id <> NEW.statement_id THEN
        PERFORM public.text_is_paragraphs(OLD.statement_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER statement_is_its_paragraphs AFTER INSERT OR UPDATE OF text ON public.statements_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.statement_is_its_paragraphs();
CREATE CONSTRAINT TRIGGER paragraph_is_in_its_statement
    AFTER INSERT OR DELETE OR UPDATE OF text, position, statement_id ON public.statements_paragraph
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.paragraph_is_in_its_statement();
"""

NOUNS_WITH_SLUGS = ("delegation", "forum", "speaker", "instrument")

UNDO = """
DROP TRIGGER paragraph_is_in_its_statement ON public.statements_paragraph;
DROP TRIGGER statement_is_its_paragraphs ON public.statements_statement;
DROP FUNCTION public.paragraph_is_in_its_statement();
DROP FUNCTION public.statement_is_its_paragraphs();
DROP FUNCTION public.text_is_paragraphs(bigint);
DROP TRIGGER keep_former_slug ON public.statements_instrument;
DROP TRIGGER keep_former_slug ON public.statements_speaker;
DROP TRIGGER keep_former_slug ON public.statements_forum;
DROP TRIGGER keep_former_slug ON public.statements_delegation;
DROP FUNCTION public.keep_former_slug();
DROP TRIGGER issue_reference ON public.statements_statement;
DROP FUNCTION public.issue_reference();
DROP TRIGGER forum_path_below ON public.statements_forum;
DROP TRIGGER forum_path ON public.statements_forum;
DROP FUNCTION public.forum_path_below();
DROP FUNCTION public.forum_path();
"""


class Migration(migrations.Migration):
    dependencies = [("statements", "0001_initial")]

    operations = [
        migrations.RunSQL(
            FORUM_PATH
            + ISSUED_REFERENCE
            + FORMER_SLUG
            + "".join(KEEP_SLUG_OF.format(noun=noun) for noun in NOUNS_WITH_SLUGS)
            + TEXT_IS_PARAGRAPHS,
            UNDO,
        ),
    ]
