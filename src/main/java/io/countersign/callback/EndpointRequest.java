package io.countersign.callback;

import java.util.Set;

/**
 * The body of {@code POST /v1/callbacks/endpoints}.
 *
 * @param agent whose callbacks it gets
 * @param url an https address on the public network, or an allowed destination
 * @param events what it is told of, e.g. {@code action.decided}
 */
record EndpointRequest(String agent, String url, Set<String> events) {}
