# The app without the embedded engine: it joins a Camunda 8 cluster (millrace.engine.mode=remote).
FROM node:20.19-bookworm-slim AS ui
WORKDIR /build/app/ui
COPY app/ui/package.json app/ui/package-lock.json app/ui/.npmrc ./
RUN npm ci
COPY app/openapi.json ../openapi.json
COPY app/ui ./
RUN npm run build

FROM maven:3.9.11-eclipse-temurin-21 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml ./
COPY formula formula
COPY workbook workbook
COPY warehouse warehouse
COPY bpmn bpmn
COPY forms forms
COPY engine engine
COPY workers workers
COPY bench bench
COPY app app
COPY --from=ui /build/app/ui/dist app/ui/dist
RUN mvn -B -q -pl app -am package -DskipTests -Djacoco.skip -Dspotless.check.skip

FROM eclipse-temurin:21.0.8_9-jre-noble
RUN useradd --system --uid 10001 --home-dir /data --create-home millrace
COPY --from=build /build/app/target/dist /opt/millrace
COPY demo /opt/millrace/demo
COPY LICENSE NOTICE /opt/millrace/
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=30 \
  CMD curl -fs http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED", "-Dcalcite.default.charset=UTF-8", "-cp", "/opt/millrace/millrace.jar:/opt/millrace/lib/*", "dev.millrace.app.Millrace", "--millrace.data-dir=/data", "--millrace.demo-dir=/opt/millrace/demo"]
