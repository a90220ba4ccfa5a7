package io.countersign.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalWriterTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Shelf shelf = new Shelf();

  @Test
  void keepsEveryRefusalOnceAndInOrder() {
    RefusalQueue queue = queue(5_000);
    addTo(queue, 2_500);

    new RefusalWriter(queue, shelf).write();

    assertThat(shelf.kept).hasSize(2_500);
    assertThat(shelf.kept.keySet()).startsWith("0", "1", "2");
    assertThat(registry.get("countersign.refusals.waiting").gauge().value()).isZero();
  }

  @Test
  void keepsThemWaitingWhileTheStoreIsAwayAndStoresThemAfterwards() {
    RefusalQueue queue = queue(100);
    var writer = new RefusalWriter(queue, shelf);
    addTo(queue, 60);
    shelf.away = true;

    writer.write();
    shelf.away = false;
    writer.write();

    assertThat(shelf.kept).hasSize(60);
    assertThat(registry.get("countersign.refusals.dropped").counter().count()).isZero();
  }

  @Test
  void countsWhatFindsNoRoomAndNeverWaits() {
    RefusalQueue queue = queue(100);
    shelf.away = true;

    addTo(queue, 130);
    new RefusalWriter(queue, shelf).write();

    assertThat(registry.get("countersign.refusals.dropped").counter().count()).isEqualTo(30);
    assertThat(registry.get("countersign.refusals.waiting").gauge().value()).isEqualTo(100);
  }

  @Test
  void takesMoreOnceThereIsRoomAgain() {
    RefusalQueue queue = queue(10);
    addTo(queue, 12);
    var writer = new RefusalWriter(queue, shelf);

    writer.write();
    addTo(queue, 10);
    writer.write();

    assertThat(registry.get("countersign.refusals.dropped").counter().count()).isEqualTo(2);
  }

  private RefusalQueue queue(int room) {
    return new RefusalQueue(registry, room);
  }

  private static void addTo(RefusalQueue queue, int count) {
    IntStream.range(0, count)
        .mapToObj(
            it ->
                new Refusal(
                    "" + it, Instant.EPOCH, "GET", "/", 401, null, null, null, null, "", null))
        .forEach(queue::add);
  }

  private static final class Shelf implements RefusalStore {

    private final Map<String, Refusal> kept = new LinkedHashMap<>();
    private boolean away;

    @Override
    public void keep(List<Refusal> refusals) throws IOException {
      if (away) {
        throw new IOException("away");
      }
      refusals.forEach(it -> kept.put(it.id(), it));
    }

    @Override
    public Page search(RefusalQuery query) {
      return new Page(List.copyOf(kept.values()), null);
    }
  }
}
