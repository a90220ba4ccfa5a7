package io.countersign.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntryRangeTest {

  @Test
  void joinsNeighboursOfTheSameLogOnly() {
    assertThat(
            EntryRange.joined(
                List.of(
                    EntryRange.single(1, 1, 7),
                    EntryRange.single(1, 1, 5),
                    EntryRange.single(1, 1, 6),
                    EntryRange.single(1, 2, 8),
                    EntryRange.single(2, 1, 8),
                    EntryRange.single(1, 1, 9))))
        .containsExactly(
            new EntryRange(1, 1, 5, 7),
            new EntryRange(1, 1, 9, 9),
            new EntryRange(1, 2, 8, 8),
            new EntryRange(2, 1, 8, 8));
  }

  @Property(tries = 200)
  void coversExactlyTheNumbersItWasMadeFrom(@ForAll Set<@IntRange(max = 60) Integer> numbers) {
    List<EntryRange> joined =
        EntryRange.joined(numbers.stream().map(it -> EntryRange.single(1, 1, it)).toList());

    assertThat(joined.stream().flatMapToLong(it -> LongStream.rangeClosed(it.first(), it.last())))
        .containsExactlyElementsOf(
            new TreeSet<>(numbers).stream().map(Integer::longValue).toList());
  }
}
