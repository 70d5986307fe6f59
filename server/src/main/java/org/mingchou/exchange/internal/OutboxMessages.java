package org.mingchou.exchange.internal;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface OutboxMessages extends CrudRepository<OutboxMessage, Long> {

    Optional<OutboxMessage> findByOutletAndPublicationId(String outlet, long publicationId);
}
