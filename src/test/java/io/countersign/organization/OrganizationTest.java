package io.countersign.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant MIDDLE = Instant.parse("2026-03-04T00:00:00Z");
  private static final Instant END = Instant.parse("2026-03-08T00:00:00Z");

  private static final Organization SIX =
      OrganizationText.read(
          """
          roles: [{id: support, name: Support}, {id: free, name: Free}]
          people:
            - {id: a, name: A, manager: b, roles: [support, free]}
            - {id: b, name: B, manager: c}
            - id: c
              name: C
              limits:
                - {type: refund.issue, currency: EUR, upTo: 100}
                - {type: refund.issue, currency: USD, upTo: 50}
            - {id: d, name: D, roles: [support]}
            - {id: e, name: E}
            - {id: f, name: F}
          shifts:
            - {id: early, role: support, people: [a], zone: UTC, days: [MONDAY], from: "06:00", to: "14:00"}
          owners:
            - {businessObject: order/7, person: b}
            - {businessObject: order/*, person: c}
          """);

  @Test
  void hasNobodyStandInForWhoIsThere() {
    assertThat(away("a>b").standInOf("b", MIDDLE)).isEmpty();
  }

  @Test
  void hasTheDelegateStandInFromTheFirstToBeforeTheLastMoment() {
    Organization organization = away("a>b");

    assertThat(organization.standInOf("a", BEGIN.minusNanos(1))).isEmpty();
    assertThat(standIn(organization, "a", BEGIN)).isEqualTo("b");
    assertThat(standIn(organization, "a", END.minusNanos(1))).isEqualTo("b");
    assertThat(organization.standInOf("a", END)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a>b, b",
    "a>b b>c, c",
    "a>b b>c c>d, d",
    "a>b b>c c>d d>e, nobody",
    "a>b b>a, nobody",
    "a>b b>c c>b, nobody"
  })
  void followsABoundedChain(String delegations, String standIn) {
    assertThat(standIn(away(delegations.split(" ")), "a", MIDDLE)).isEqualTo(standIn);
  }

  @Test
  void prefersTheDelegationThatWasAdded() {
    Organization organization = away("a>b").with(List.of(new Delegation("a", "d", BEGIN, MIDDLE)));

    assertThat(standIn(organization, "a", BEGIN)).isEqualTo("d");
    assertThat(standIn(organization, "a", MIDDLE)).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({
    "refund.issue, 100, EUR, true",
    "refund.issue, 100.01, EUR, false",
    "refund.issue, 50, USD, true",
    "refund.issue, 51, USD, false",
    "refund.issue, 1, CHF, false",
    "payment.release, 1000000, EUR, true"
  })
  void keepsToTheLimitOfTypeAndCurrency(
      String type, BigDecimal amount, String currency, boolean allowed) {
    Person limited = SIX.person("c").orElseThrow();

    assertThat(SIX.mayApprove(limited, type, amount, currency)).isEqualTo(allowed);
  }

  @Test
  void allowsNothingOfAnUnknownAmountToWhoHasALimit() {
    Person limited = SIX.person("c").orElseThrow();

    assertThat(SIX.mayApprove(limited, "refund.issue", null, "EUR")).isFalse();
    assertThat(SIX.mayApprove(limited, "refund.issue", BigDecimal.ONE, null)).isFalse();
  }

  @Test
  void listsManagersUpwards() {
    assertThat(SIX.managersOf("a")).extracting(Person::id).containsExactly("b", "c");
    assertThat(SIX.managersOf("c")).isEmpty();
  }

  @Test
  void prefersTheOwnerOfExactlyThisObject() {
    assertThat(SIX.ownerOf("order", "7")).map(Person::id).contains("b");
    assertThat(SIX.ownerOf("order", "8")).map(Person::id).contains("c");
    assertThat(SIX.ownerOf("customer", "8")).isEmpty();
  }

  @Test
  void hasOnlyThoseOnShiftOnDuty() {
    Instant monday = Instant.parse("2026-03-02T07:00:00Z");

    assertThat(SIX.onDuty("a", "support", monday)).isTrue();
    assertThat(SIX.onDuty("d", "support", monday)).isFalse();
    assertThat(SIX.onDuty("a", "support", monday.plusSeconds(86_400))).isFalse();
  }

  @Test
  void hasEveryoneOnDutyForARoleWithoutShifts() {
    assertThat(SIX.onDuty("a", "free", MIDDLE)).isTrue();
  }

  private static Organization away(String... pairs) {
    List<Delegation> delegations = new ArrayList<>();
    for (String pair : pairs) {
      delegations.add(new Delegation(pair.substring(0, 1), pair.substring(2), BEGIN, END));
    }
    return SIX.with(delegations);
  }

  private static String standIn(Organization organization, String person, Instant at) {
    return organization.standInOf(person, at).map(Person::id).orElse("nobody");
  }
}
