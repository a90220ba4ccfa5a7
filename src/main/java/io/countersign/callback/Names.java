package io.countersign.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where the addresses of a host come from. */
@FunctionalInterface
interface Names {

  /** The name service of this machine. */
  Names SYSTEM = InetAddress::getAllByName;

  /**
   * All addresses of a host.
   *
   * @throws UnknownHostException if there is none
   */
  InetAddress[] lookup(String host) throws UnknownHostException;
}
