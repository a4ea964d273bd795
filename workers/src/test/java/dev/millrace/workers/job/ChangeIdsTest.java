package dev.millrace.workers.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeIdsTest {
  @Test
  void theSamePieceOfWorkOnTheSameEngineHasTheSameId() {
    UUID id = ChangeIds.of("a", 2251799813685249L, 0);

    assertThat(id).isEqualTo(ChangeIds.of("a", 2251799813685249L, 0));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void engineElementAndIndexEachMakeAnother() {
    assertThat(
            new UUID[] {
              ChangeIds.of("a", 1, 0),
              ChangeIds.of("b", 1, 0),
              ChangeIds.of("a", 2, 0),
              ChangeIds.of("a", 1, 1),
              ChangeIds.of("a 1", 0, 0)
            })
        .doesNotHaveDuplicates();
  }

  /** A change of the rule would make every step that is under way write twice. */
  @Test
  void theRuleIsFixed() {
    assertThat(ChangeIds.of("engine", 42, 0))
        .isEqualTo(UUID.fromString("6fd36ac0-8602-845a-b2ff-f851cf38c800"));
  }
}
