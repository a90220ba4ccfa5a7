package io.countersign.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.models.TableRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRowsTest {

  @Test
  void readsTheRowsOfTheShippedControlTable() throws IOException {
    List<Row> rows =
        TableRows.of("control.dmn", Files.readAllBytes(Path.of("dmn/control.dmn")), "control");

    assertThat(rows)
        .filteredOn(it -> it.id().equals("Rule_RefundSmall"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.inputs())
                  .containsEntry("type", "\"refund.issue\"")
                  .containsEntry("amount", "[0..50]")
                  .doesNotContainKey("environment");
              assertThat(row.outputs()).containsEntry("control", "\"autonomous\"");
            });
  }

  @Test
  void readsNothingFromWhatIsNoTable() {
    assertThat(TableRows.of("broken.dmn", "no xml".getBytes(), "control")).isEmpty();
    assertThat(TableRows.of("other.dmn", "<definitions/>".getBytes(), "control")).isEmpty();
  }
}
