package io.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevelopersPageTest {

  /** Who adds a snippet adds it to {@link CallbackSnippetsTest} or to {@code AgentDevelopersIT}. */
  @Test
  void hasNoSnippetThatNoTestRuns() {
    assertThat(DevelopersPage.read().snippets())
        .filteredOn(it -> !it.language().equals("json"))
        .extracting(it -> it.heading() + ": " + it.language())
        .containsExactly(
            ": sh",
            "Java, in five lines: java",
            "Ask first: sh",
            "Propose: sh",
            "Wait: sh",
            "Redeem, then execute: sh",
            "Redeem, then execute: sh",
            "The same in JavaScript and Python: js",
            "The same in JavaScript and Python: python",
            "Verify a callback: java",
            "Verify a callback: js",
            "Verify a callback: python",
            "Verify a callback: python",
            "Verify a callback: java",
            "Answer a question: sh",
            "Withdraw: sh");
  }
}
