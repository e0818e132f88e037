# The web service behind the sidebar (docs/run-the-service.md), and workers of bulk runs (docs/many-workbooks.md).
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY okrsdk okrsdk
COPY sheets_addon sheets_addon
COPY examples/clients examples/clients
RUN pip install --constraint constraints.txt ".[service,scale]" \
    && useradd --create-home --uid 10001 okr

USER okr
ENV OKR_HOST=0.0.0.0 OKR_SHEETS=google
EXPOSE 8080
# A container platform that chooses the port says so in PORT. With exec, the service itself is told to stop.
CMD ["sh", "-c", "exec okr serve --port ${PORT:-8080}"]
