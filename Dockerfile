# Weft in a container: a thin wrapper around the same scripts as on a bare Debian 12.
#   docker build -t weft .
#   docker run -v weft-data:/var/lib/weft -p 127.0.0.1:7700:7700 -p 127.0.0.1:7780:7780 weft
#   docker run --rm -v weft-data:/var/lib/weft -v "$PWD/samples:/samples:ro" weft weft-indexer import \
#     --data /var/lib/weft --network food --members /samples/food-network/members.jsonl --unspoken show
# Whoever reaches port 7700 may do everything: publish it on loopback, or put a proxy with keys in front. Port 7780 has the
# pages behind the links in messages: put a proxy with TLS in front, and name its address with --public-url.

FROM debian:12 AS build
WORKDIR /src
# First what seldom changes, so that a change of the code does not fetch and build it again.
COPY scripts/bootstrap scripts/bootstrap
COPY scripts/encoder scripts/encoder
RUN scripts/bootstrap
COPY . .
RUN cmake --preset release \
 && cmake --build --preset release --target weft-indexer weft-server weftctl weft-weekly-email \
 && mkdir -p /opt/weft/bin /opt/weft/share/weft \
 && install -s build/bin/weft-indexer build/bin/weft-server build/bin/weftctl build/bin/weft-weekly-email \
      /opt/weft/bin/ \
 && cp -L build/share/weft/* LICENSE /opt/weft/share/weft/

FROM debian:12-slim
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      libgrpc++1.51 libprotobuf32 libabsl20220623 libsqlite3-0 libspdlog1.10 libfmt9 libutf8proc2 libxxhash0 \
      libopenblas0-pthread libgomp1 libssl3 libcurl4 libgmime-3.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /var/lib/weft --create-home weft
COPY --from=build /opt/weft /opt/weft
ENV PATH=/opt/weft/bin:$PATH
USER weft
VOLUME /var/lib/weft
EXPOSE 7700 7780
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["weftctl", "health"]
CMD ["weft-server", "--data", "/var/lib/weft", "--listen", "0.0.0.0:7700", "--http", "0.0.0.0:7780"]
