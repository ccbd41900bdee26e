# The harness as an image: train-encrypt in a container, for docker-compose.yml or on its own.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No script of a package is needed: what they would build is optional, and Node is there.
RUN npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
COPY tsconfig.json ./
COPY support support
COPY steps steps
COPY verification/package verification/package
RUN npm run --silent build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY features features
USER node
EXPOSE 4577
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4577/_train-encrypt/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/support/bin.cjs"]
CMD ["serve", "--host", "0.0.0.0"]
