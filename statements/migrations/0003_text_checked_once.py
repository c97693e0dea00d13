"""That a statement's text is its paragraphs joined is checked once per statement and transaction.

Until now every paragraph row had a deferred check of its own, each of which joined all paragraphs of the statement:
the cost of an ingest grew with the square of the paragraphs. Now whatever writes a text or a paragraph only notes the
statement; the first deferred check of a noted statement takes all its notes away and compares, the others find
nothing left to do. What is written after a check is noted, and so checked, again. The table of notes is empty between
transactions, so it need not survive a crash. All of this takes no time on tables of any size.
"""

from django.db import migrations

NOTES = """
CREATE UNLOGGED TABLE public.statements_unchecked (statement_id bigint NOT NULL);
CREATE INDEX statements_unchecked_statement ON public.statements_unchecked (statement_id);

CREATE FUNCTION public.check_noted_statement() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    DELETE FROM public.statements_unchecked WHERE statement_id = NEW.statement_id;
    IF FOUND THEN
        PERFORM public.text_is_paragraphs(NEW.statement_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER check_noted_statement AFTER INSERT ON public.statements_unchecked
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.check_noted_statement();
"""

OF_STATEMENTS = """
CREATE FUNCTION public.note_statement() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO public.statements_unchecked VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER note_new_statement AFTER INSERT ON public.statements_statement
    FOR EACH ROW EXECUTE FUNCTION public.note_statement();
CREATE TRIGGER note_new_text AFTER UPDATE OF text ON public.statements_statement
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION public.note_statement();
"""

OF_PARAGRAPHS = """
CREATE FUNCTION public.note_paragraphs() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO public.statements_unchecked SELECT DISTINCT statement_id FROM written;
    RETURN NULL;
END $$;

CREATE FUNCTION public.note_changed_paragraphs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO public.statements_unchecked
        SELECT o.statement_id FROM before o LEFT JOIN after n ON n.id = o.id
        WHERE (o.text, o.position, o.statement_id) IS DISTINCT FROM (n.text, n.position, n.statement_id)
        UNION
        SELECT n.statement_id FROM after n LEFT JOIN before o ON n.id = o.id
        WHERE (o.text, o.position, o.statement_id) IS DISTINCT FROM (n.text, n.position, n.statement_id);
    RETURN NULL;
END $$;

CREATE TRIGGER note_new_paragraphs AFTER INSERT ON public.statements_paragraph
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.note_paragraphs();
CREATE TRIGGER note_gone_paragraphs AFTER DELETE ON public.statements_paragraph
    REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.note_paragraphs();
CREATE TRIGGER note_changed_paragraphs AFTER UPDATE ON public.statements_paragraph
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION public.note_changed_paragraphs();
"""

NO_CHECK_PER_ROW = """
DROP TRIGGER paragraph_is_in_its_statement ON public.statements_paragraph;
DROP TRIGGER statement_is_its_paragraphs ON public.statements_statement;
DROP FUNCTION public.paragraph_is_in_its_statement();
DROP FUNCTION public.statement_is_its_paragraphs();
"""

NO_NOTES = """
DROP TRIGGER note_changed_paragraphs ON public.statements_paragraph;
DROP TRIGGER note_gone_paragraphs ON public.statements_paragraph;
DROP TRIGGER note_new_paragraphs ON public.statements_paragraph;
DROP TRIGGER note_new_text ON public.statements_statement;
DROP TRIGGER note_new_statement ON public.statements_statement;
DROP FUNCTION public.note_changed_paragraphs();
DROP FUNCTION public.note_paragraphs();
DROP FUNCTION public.note_statement();
DROP TABLE public.statements_unchecked;
DROP FUNCTION public.check_noted_statement();
"""

CHECK_PER_ROW = """
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


class Migration(migrations.Migration):
    dependencies = [("statements", "0002_rules")]

    operations = [
        migrations.RunSQL(NO_CHECK_PER_ROW + NOTES + OF_STATEMENTS + OF_PARAGRAPHS, NO_NOTES + CHECK_PER_ROW),
    ]
