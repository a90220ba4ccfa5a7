package io.countersign.callback;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Tells addresses of the public network from all others, by the bytes and never by the text. */
final class PublicNetwork {

  /** Blocks that are not public, IPv4 and IPv6, as IANA's special-purpose registries list them. */
  private static final List<Block> EXCLUDED =
      List.of(
          block(8, 0),
          block(8, 10),
          block(10, 100, 64),
          block(8, 127),
          block(16, 169, 254),
          block(12, 172, 16),
          block(24, 192, 0, 0),
          block(16, 192, 168),
          block(15, 198, 18),
          block(4, 224),
          block(4, 240));

  private static final List<Block> EXCLUDED_V6 =
      List.of(
          block(96, 0), // unspecified, loopback, IPv4-compatible
          block(7, 0xfc),
          block(10, 0xfe, 0x80),
          block(8, 0xff),
          block(16, 0x20, 0x02), // 6to4
          block(96, 0, 0x64, 0xff, 0x9b), // NAT64
          block(32, 0x20, 0x01, 0, 0)); // Teredo

  private PublicNetwork() {}

  private record Block(int bits, byte[] start) {

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        if (bitAt(address, bit) != bitAt(start, bit)) {
          return false;
        }
      }
      return true;
    }

    private static int bitAt(byte[] bytes, int bit) {
      return bit / 8 < bytes.length ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0;
    }
  }

  /** Whether the address is not on the public network. IPv4-mapped ones arrive here as IPv4. */
  static boolean excludes(InetAddress address) {
    byte[] bytes = address.getAddress();
    List<Block> blocks = address instanceof Inet4Address ? EXCLUDED : EXCLUDED_V6;
    return blocks.stream().anyMatch(block -> block.contains(bytes));
  }

  private static Block block(int bits, int... start) {
    byte[] bytes = new byte[start.length];
    for (int i = 0; i < start.length; i++) {
      bytes[i] = (byte) start[i];
    }
    return new Block(bits, bytes);
  }
}
