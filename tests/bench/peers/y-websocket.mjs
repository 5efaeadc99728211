// @y/websocket-server, as its own server.js sets it up: documents stand in memory, nothing goes to disk.
import { setupWSConnection } from "@y/websocket-server/utils";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { served } from "./served.mjs";

const sockets = new WebSocketServer({ noServer: true });
sockets.on("connection", setupWSConnection);
const server = createServer();
server.on("upgrade", (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request)),
);
server.listen(0, "127.0.0.1", () => served(server.address().port, () => server.close()));
