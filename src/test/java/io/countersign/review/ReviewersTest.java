package io.countersign.review;

import static io.countersign.review.ReviewScenario.supportStage;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewersTest {

  @Test
  void seatsEveryoneWithTheRoleButTheOwnerOfTheAgent() {
    Seating seating = supportStage().seat();

    assertThat(seating.satisfiable()).isTrue();
    assertThat(seating.seats())
        .singleElement()
        .satisfies(
            seat -> assertThat(seat.candidateUsers()).containsExactly("anna", "carl", "dora"));
  }

  @Test
  void leavesOutTheRequester() {
    assertThat(supportStage().requestedBy("carl").seat().seats().getFirst().candidateUsers())
        .containsExactly("anna", "dora");
  }

  @Test
  void leavesOutEveryoneWhomTheAgentIsProvenToActForOrThrough() {
    assertThat(
            supportStage()
                .requestedBy("nobody")
                .provenToActFor("carl", "support-agent", "dora")
                .seat()
                .seats()
                .getFirst()
                .candidateUsers())
        .containsExactly("anna");
  }

  @Test
  void leavesOutWhoTheAgentClaimsToActForAlsoWhenItsTokenSaysAnother() {
    assertThat(
            supportStage()
                .requestedBy("dora")
                .provenToActFor("carl", "support-agent")
                .seat()
                .seats()
                .getFirst()
                .candidateUsers())
        .containsExactly("anna");
  }

  @Test
  void opensOneSeatPerApproval() {
    assertThat(supportStage().needing(3).seat().seats()).hasSize(3);
  }

  @Test
  void saysThatTooFewPeopleMayDecide() {
    Seating seating = supportStage().needing(4).seat();

    assertThat(seating.satisfiable()).isFalse();
    assertThat(seating.seats()).isEmpty();
    assertThat(seating.reason()).contains("3 of 4 people");
  }

  @Test
  void neverSeatsAReviewThatAsksForNoApproval() {
    assertThat(supportStage().needing(0).seat().satisfiable()).isFalse();
  }
}
