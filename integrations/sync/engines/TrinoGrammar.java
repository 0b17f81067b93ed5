import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import java.nio.charset.StandardCharsets;

/** Reads one statement with Trino's own parser: prints what kind it is, or fails with the parser's words. */
public final class TrinoGrammar {
  public static void main(String[] arguments) throws Exception {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    SqlParser parser = new SqlParser();
    boolean refused = false;
    for (String sql : text.split("\0")) {
      try {
        System.out.println(parser.createStatement(sql).getClass().getSimpleName());
      } catch (ParsingException failure) {
        System.out.println("REFUSED " + failure.getMessage() + " IN " + sql.replace('\n', ' '));
        refused = true;
      }
    }
    System.exit(refused ? 1 : 0);
  }
}
