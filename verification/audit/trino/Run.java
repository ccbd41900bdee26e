import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.File;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** Runs SQL in a Trino of this process: a file with a JSON list of statements; of each that asks, its rows as a line of JSON. */
public class Run {
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
    ObjectMapper json = new ObjectMapper();
    LocalQueryRunner trino = LocalQueryRunner.create(
        TestingSession.testSessionBuilder().setCatalog("memory").setSchema("default").build());
    trino.createCatalog("memory", new MemoryConnectorFactory(), Map.of("memory.max-data-per-node", "1GB"));
    for (String statement : json.readValue(new File(args[0]), String[].class)) {
      var rows = trino.execute(statement).getMaterializedRows().stream().map(MaterializedRow::getFields).toList();
      if (statement.startsWith("WITH") || statement.startsWith("SELECT")) {
        System.out.println("rows " + json.writeValueAsString(rows));
      }
    }
    System.exit(0);
  }
}
