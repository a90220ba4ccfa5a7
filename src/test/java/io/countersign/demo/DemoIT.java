package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.localstack.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.Provider.class)
class DemoIT {

  private final RunningStack stack;

  DemoIT(RunningStack stack) {
    this.stack = stack;
  }

  @Test
  void endsEveryActionAsThePolicyFilesSay() {
    assertThat(new DemoCommand(stack.addresses(), true).run()).isTrue();
  }
}
