# The bot in an image: `docker build -t together-bot .`, or, with the exact version of a clone, `git archive HEAD | docker build -t together-bot -`.
# docs/operations/install.md says how it is run. web, worker, release and every other command are this one image.
#
# For builds that are the same on every day, name the base by its digest: --build-arg BASE=docker.io/library/python@sha256:…
ARG BASE=docker.io/library/python:3.13-slim-bookworm
# What Python writes into the bytecode instead of the date of the file, and useradd instead of today.
ARG SOURCE_DATE_EPOCH=315532800

FROM ${BASE} AS build
ARG SOURCE_DATE_EPOCH
ENV SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
WORKDIR /src
RUN python -m venv /opt/build && python -m venv --without-pip /opt/together
COPY deploy/build.lock deploy/requirements.lock deploy/
# What the bot needs, each checked against its hash. It changes seldom, so it is a layer of its own.
RUN /opt/build/bin/python -m pip install --require-hashes --only-binary :all: -r deploy/build.lock \
 && /opt/build/bin/python -m pip --python /opt/together/bin/python install --require-hashes -r deploy/requirements.lock
COPY . .
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/build/bin/python -m pip --python /opt/together/bin/python install --no-deps --no-index /wheel/*.whl \
 && /opt/build/bin/python -m pip --python /opt/together/bin/python check \
 && /opt/together/bin/together-bot content check

FROM ${BASE}
ARG BASE
ARG SOURCE_DATE_EPOCH
LABEL org.opencontainers.image.title="together" \
      org.opencontainers.image.base.name="${BASE}" \
      org.opencontainers.image.description="A mentoring programme, walked step by step inside Slack and Teams" \
      org.opencontainers.image.licenses="MIT"
# Nobody can log in as this user; what it owns is the one folder that is written to, a volume.
RUN groupadd --gid 10001 together \
 && useradd --no-log-init --uid 10001 --gid together --home-dir /var/lib/together --no-create-home --shell /usr/sbin/nologin together \
 && install -d -o together -g together -m 0700 /var/lib/together
COPY --from=build /opt/together /opt/together
COPY --chmod=0644 deploy/docker/healthy.py /opt/together/healthy.py
ENV PATH=/opt/together/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    TOGETHER_HOST=0.0.0.0
USER 10001:10001
WORKDIR /var/lib/together
VOLUME /var/lib/together
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "/opt/together/healthy.py"]
STOPSIGNAL SIGTERM
CMD ["together-bot", "web"]
