# The site without a database of its own: DATABASE_URL names one (see docker-compose.yml).
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
WORKDIR /srv/archive
RUN useradd --system --create-home archive

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY . .
# Neither value is used: collecting static files opens no database and signs nothing.
RUN SECRET_KEY=none DATABASE_URL=postgresql:///none python manage.py collectstatic --no-input --verbosity 0 \
    && chown -R archive staticfiles

USER archive
EXPOSE 8000
CMD ["sh", "-c", "python manage.py wait_for_database && exec python manage.py serve"]
