# The image of bot, worker and command line. It may do nothing by itself: its rights are those of the account it runs
# under. Runs as an unprivileged user and needs no writable file system.
#   docker build -f deploy/Dockerfile.app -t netdiag:0.1.0 .
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# The fonts of the pictures come with the dependencies (dejavu-fonts-ttf): slim images have none of their own.
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
COPY LICENSE README.md ./
USER 1000:1000
CMD ["node", "--enable-source-maps", "dist/bot.js"]
