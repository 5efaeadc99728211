// @hocuspocus/server with its SQLite extension, as its guide sets it up: `node hocuspocus.mjs FILE`.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";
import { served } from "./served.mjs";

const server = new Server({
  address: "127.0.0.1",
  port: 0,
  quiet: true,
  stopOnSignals: false,
  extensions: [new SQLite({ database: process.argv[2] })],
});
await server.listen();
served(server.httpServer.address().port, () => server.destroy());
