package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.administration.AdministrationScenario;
import io.countersign.web.Caller;
import io.countersign.web.ErrorCode;
import io.countersign.web.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What happens to a delegation while the history is told of it. */
class AbsencesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final Caller ANNA = new Caller("anna", Caller.Kind.PERSON, Set.of("review"));

  @TempDir private Path folder;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final AdministrationScenario administration = AdministrationScenario.anew();

  @Test
  void beginsWhenItTakesEffectSoThatNoVoteBeforeCountsAfterwards() throws IOException {
    administration.meanwhile(() -> time.set(NOW.plusSeconds(8)));

    Delegation set = absences().set(ANNA, "anna", until(NOW.plus(Duration.ofDays(1))));

    assertThat(set.from()).isEqualTo(NOW.plusSeconds(8));
  }

  @Test
  void isNotSetWhenItIsOverByThen() throws IOException {
    administration.meanwhile(() -> time.set(NOW.plusSeconds(8)));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> absences().set(ANNA, "anna", until(NOW.plusSeconds(5))))
        .satisfies(it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID_FIELD));

    assertThat(administration.words())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("delegation-set anna by anna")
        .endsWith("failed: INVALID_FIELD");
  }

  private static DelegationRequest until(Instant end) {
    return new DelegationRequest("ben", null, end.atOffset(ZoneOffset.UTC));
  }

  private Absences absences() throws IOException {
    Path people =
        Files.writeString(
            folder.resolve("organization.yaml"),
            """
            people:
              - {id: anna, name: Anna}
              - {id: ben, name: Ben}
            """);
    InstantSource source = time::get;
    Clock clock = source.withZone(ZoneOffset.UTC);
    var delegations = new DelegationFile(folder.resolve("delegations.json"));
    var organization =
        new OrganizationInForce(
            new OrganizationFile(people),
            new StaticListableBeanFactory().getBeanProvider(Directory.class),
            delegations,
            clock);
    return new Absences(organization, delegations, administration.administration(), clock);
  }
}
