/**
 * A client for agents written in Java: propose, wait, verify, redeem, execute, report, and never
 * execute without a verified approval. It needs the JDK alone, so that it can be copied or taken as
 * a small jar.
 */
package io.countersign.client;
