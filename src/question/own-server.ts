/** "redis connection refused: dial tcp 10.0.0.5:6379": who is named is whom nobody reaches, and not who says so. */
import type { EndRead } from "./target.ts";

/** What people call a server by its software, with the ports of it: `redis`, `mysql-primary`. */
const software: ReadonlyMap<number, string> = new Map([
  [6379, "redis|valkey|keydb|cache"],
  [3306, "mysql|mariadb|db|database"],
  [5432, "postgres|postgresql|pg|pgsql|db|database"],
  [27017, "mongo|mongodb|db|database"],
  [1433, "mssql|sqlserver|db|database"],
  [9092, "kafka"],
  [5672, "rabbit|rabbitmq|amqp"],
  [9200, "elastic|elasticsearch|es|opensearch"],
  [11211, "memcache|memcached|cache"],
  [2181, "zookeeper|zk"],
  [9042, "cassandra|scylla"],
  [4222, "nats"],
]);

/** Whether somebody of this name is who listens on that port, by what both are usually called. */
function servesAt(name: string, port: number): boolean {
  const called = software.get(port);
  return (
    called !== undefined &&
    new RegExp(`^(?:${called})(?:-(?:master|primary|server|service|svc|cluster|db))?$`, "i").test(name)
  );
}

/** Of two ends beside a line that a program printed: whether the first is the second, by its software's name and the port. */
export const isWhoIsCalled = (said: EndRead | undefined, called: EndRead | undefined): boolean =>
  said?.target.type === "object" &&
  said.target.kind === undefined &&
  typeof called?.port === "number" &&
  servesAt(said.target.name, called.port);
