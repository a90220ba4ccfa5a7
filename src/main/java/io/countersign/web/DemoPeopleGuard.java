package io.countersign.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.AbstractServletWebServerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to open a port where the demo people with their known passwords could be reached by
 * others: they need the profile {@code local} and a loopback address. It looks at the address the
 * server is about to be bound to, however that was set.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoPeopleGuard implements WebServerFactoryCustomizer<AbstractServletWebServerFactory> {

  private final boolean anyone;
  private final boolean local;

  DemoPeopleGuard(SecurityProperties properties, Environment environment) {
    this.anyone = !properties.people().isEmpty();
    this.local = environment.acceptsProfiles(Profiles.of("local"));
  }

  @Override
  public void customize(AbstractServletWebServerFactory server) {
    check(server.getAddress());
  }

  /**
   * @param address what the server listens on; null for every address of the machine
   */
  void check(@Nullable InetAddress address) {
    if (anyone && !local) {
      throw new DemoPeopleException("the profile local is not active");
    }
    if (anyone && (address == null || !address.isLoopbackAddress())) {
      throw new DemoPeopleException(
          "the server would listen on "
              + (address == null ? "every address" : address.getHostAddress())
              + ", where others can reach it");
    }
  }
}
