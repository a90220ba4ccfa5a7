package io.countersign.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

  @Test
  void keepsEverythingUnlessToldOtherwise() {
    assertThat(new RetentionProperties(null).keep()).isNull();
  }

  @Test
  void takesSixMonthsAndMore() {
    assertThat(new RetentionProperties(Duration.ofDays(183)).keep()).hasDays(183);
  }

  @Test
  void refusesToKeepForLess() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionProperties(Duration.ofDays(183).minusSeconds(1)))
        .withMessageContaining("countersign.retention.keep")
        .withMessageContaining("at least 183 days");
  }
}
