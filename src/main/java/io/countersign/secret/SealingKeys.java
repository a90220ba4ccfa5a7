package io.countersign.secret;

import java.util.List;

/**
 * Where the keys come from that seal secrets. An application with a key service of its own offers
 * another bean of this type.
 */
public interface SealingKeys {

  /**
   * The keys that are good now, each of 32 bytes.
   *
   * @return the first seals; all open
   */
  List<byte[]> keys();
}
