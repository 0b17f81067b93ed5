import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.ql.DriverFactory;
import org.apache.hadoop.hive.ql.IDriver;
import org.apache.hadoop.hive.ql.session.SessionState;

/**
 * Hive itself, with an embedded metastore in Derby, in a directory of its own. Takes one statement per connection on
 * the loopback interface and answers "OK" or "ERROR" in the first line, rows or the message in those that follow.
 */
public final class HiveServer {
  public static void main(String[] arguments) throws Exception {
    SessionState session = SessionState.start(new SessionState(configuration(Path.of(arguments[0]))));
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println("listens on " + server.getLocalPort());
      while (true) {
        try (Socket client = server.accept()) {
          String answer = answer(session, read(client.getInputStream()));
          client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static HiveConf configuration(Path directory) {
    HiveConf conf = new HiveConf();
    conf.set("javax.jdo.option.ConnectionURL", "jdbc:derby:" + directory.resolve("derby") + ";create=true");
    conf.set("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
    conf.set("datanucleus.schema.autoCreateAll", "true");
    conf.set("hive.metastore.schema.verification", "false");
    conf.set("hive.metastore.uris", "");
    conf.set("hive.metastore.warehouse.dir", directory.resolve("managed").toUri().toString());
    conf.set("hive.metastore.warehouse.external.dir", directory.resolve("external").toUri().toString());
    conf.set("hive.exec.scratchdir", directory.resolve("scratch").toUri().toString());
    conf.set("hive.exec.local.scratchdir", directory.resolve("local-scratch").toString());
    conf.set("hive.downloaded.resources.dir", directory.resolve("resources").toString());
    conf.set("hive.querylog.location", directory.resolve("query-log").toString());
    conf.set("fs.defaultFS", "file:///");
    conf.set("hive.support.concurrency", "false");
    conf.set("hive.execution.engine", "mr");
    conf.set("hive.fetch.task.conversion", "more");
    conf.set("hive.stats.autogather", "false");
    conf.set("hive.metastore.event.db.notification.api.auth", "false");
    conf.set("hive.in.test", "false");
    conf.set("hive.server2.materializedviews.registry.impl", "DUMMY");
    return conf;
  }

  private static String read(InputStream input) throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    input.transferTo(whole);
    return whole.toString(StandardCharsets.UTF_8).trim().replaceFirst(";$", "");
  }

  private static String answer(SessionState session, String sql) {
    SessionState.setCurrentSessionState(session);
    try (IDriver driver = DriverFactory.newDriver(session.getConf())) {
      driver.run(sql);
      List<String> rows = new ArrayList<>();
      List<Object> batch = new ArrayList<>();
      while (driver.getResults(batch)) {
        batch.forEach(row -> rows.add(String.valueOf(row)));
        batch.clear();
      }
      return "OK\n" + String.join("\n", rows);
    } catch (Exception failure) {
      failure.printStackTrace();
      return "ERROR\n" + failure.getMessage();
    }
  }
}
