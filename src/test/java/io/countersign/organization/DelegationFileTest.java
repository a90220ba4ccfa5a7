package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelegationFileTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private Path folder;

  @Test
  void isEmptyWithoutAFile() {
    assertThat(file().all()).isEmpty();
  }

  @Test
  void keepsWhatWasSetOverARestart() {
    file().change(all -> List.of(delegation("anna")));

    assertThat(file().all()).containsExactly(delegation("anna"));
  }

  @Test
  void leavesNothingHalfWrittenBesideTheFile() throws IOException {
    file().change(all -> List.of(delegation("anna")));

    try (var files = Files.list(path().getParent())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("delegations.json", "delegations.json.lock");
    }
  }

  @Test
  void seesWhatAnotherInstanceWrote() {
    DelegationFile one = file();
    DelegationFile other = file();

    one.change(all -> List.of(delegation("anna")));
    other.reread();

    assertThat(other.all()).containsExactly(delegation("anna"));
  }

  @Test
  void changesWhatAnotherInstanceWroteBeforeItWasReread() {
    DelegationFile one = file();
    DelegationFile other = file();

    one.change(all -> List.of(delegation("anna")));
    other.change(all -> with(all, "ben"));

    assertThat(file().all()).containsExactly(delegation("anna"), delegation("ben"));
  }

  @Test
  void losesNoneOfManyChangesAtOnce() {
    DelegationFile file = file();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50)
          .forEach(n -> threads.submit(() -> file.change(all -> with(all, "person-" + n))));
    }

    assertThat(file().all()).hasSize(50);
  }

  @Test
  void changesNothingWhenAChangeIsRefused() {
    DelegationFile file = file();
    file.change(all -> List.of(delegation("anna")));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                file.change(
                    all -> {
                      throw new IllegalArgumentException("no");
                    }));
    assertThat(file().all()).containsExactly(delegation("anna"));
  }

  @Test
  void keepsTheLastGoodOnesWhenTheFileIsBrokenAndNeverOverwritesIt() throws IOException {
    DelegationFile file = file();
    file.change(all -> List.of(delegation("anna")));

    Files.writeString(path(), "[{\"person\": \"anna\"");
    file.reread();

    assertThat(file.all()).containsExactly(delegation("anna"));
    assertThatThrownBy(() -> file.change(all -> List.of()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(path()).hasContent("[{\"person\": \"anna\"");
  }

  @Test
  void startsWithoutDelegationsWhenTheFileIsBroken() throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), "[null, {\"person\": 7}]");

    assertThat(file().all()).isEmpty();
  }

  @Test
  void replacesWhatIsPlannedAndEndsWhatIsUnderWay() {
    var running = new OwnDelegation("anna", "ben", NOW.minusSeconds(60), hours(1), "anna", NOW);
    var planned = new OwnDelegation("anna", "carl", hours(2), hours(3), "anna", NOW);
    var others = new OwnDelegation("dora", "ben", NOW.minusSeconds(60), hours(1), "dora", NOW);
    var all = new OwnDelegations(List.of(running, planned, others));

    assertThat(all.without("anna", NOW)).containsExactly(running.endingAt(NOW), others);
    assertThat(all.open("anna", NOW)).containsExactly(running, planned);
  }

  @Test
  void remembersWhoStoodInAsLongAsAReviewCanBeCountedAgain() {
    var ended = new OwnDelegation("anna", "ben", NOW.minusSeconds(60), NOW, "anna", NOW);
    var all = new OwnDelegations(List.of(ended));

    assertThat(all.without("anna", NOW.plus(OwnDelegations.REMEMBERED).minusSeconds(1)))
        .containsExactly(ended);
    assertThat(all.without("anna", NOW.plus(OwnDelegations.REMEMBERED))).isEmpty();
  }

  private Path path() {
    return folder.resolve("below").resolve("delegations.json");
  }

  private DelegationFile file() {
    return new DelegationFile(path());
  }

  private static Instant hours(int hours) {
    return NOW.plusSeconds(3600L * hours);
  }

  private static OwnDelegation delegation(String person) {
    return new OwnDelegation(person, "zoe", NOW, hours(1), person, NOW);
  }

  private static List<OwnDelegation> with(List<OwnDelegation> all, String person) {
    return Stream.concat(all.stream(), Stream.of(delegation(person))).toList();
  }
}
