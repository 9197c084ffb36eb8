# One image for every process; which one runs is the command: see compose.yaml. Set up by the Makefile, like any machine.
FROM debian:bookworm-slim AS made
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends ca-certificates git make python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/yilao
ENV UV_PYTHON_INSTALL_DIR=/opt/yilao/.python UV_LINK_MODE=copy UV_NO_CACHE=1
COPY Makefile pyproject.toml .python-version ./
COPY requirements requirements
RUN make .venv/.web .venv-bot/.bot
COPY . .
RUN make train languages && rm -rf .tools instance

FROM debian:bookworm-slim
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends ca-certificates fontconfig fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /var/lib/yilao --create-home yilao
COPY --from=made /opt/yilao /opt/yilao
WORKDIR /opt/yilao
ENV INSTANCE_DIR=/var/lib/yilao PROMETHEUS_MULTIPROC_DIR=/tmp/metrics
USER yilao
VOLUME /var/lib/yilao
EXPOSE 8000
ENTRYPOINT ["/opt/yilao/.venv/bin/python", "-m", "ops.process"]
CMD ["web"]
