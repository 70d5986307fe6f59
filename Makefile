# The only commands a newcomer needs. JDK 17 or newer, Maven, Node 20 and make; the rest comes by itself.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build web server witness test check test-server test-web e2e tools scenario fmt verify clean docs sbom verifiers differential

MVN  := mvn -q -B
JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
JAR  := server/target/mingchou-server.jar
PORT ?= 8080

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: build ## start on http://localhost:8080 (another port: make run PORT=9090) with an embedded PostgreSQL in var/ and the demo district
	@MINGCHOU_PORT=$(PORT) MINGCHOU_DEMO=$(if $(MINGCHOU_DB_URL),false,true) exec $(JAVA) -XX:+UseParallelGC -jar $(JAR)

build: web server ## build what is missing

WEB_SOURCES    := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
SERVER_SOURCES := pom.xml $(shell find sampler/src/main sampler/pom.xml server/src/main server/pom.xml verifier/verify.html verifier/verify.py verifier/secret.html docs/spec/draw.md -type f 2>/dev/null)

build/stamps/npm: web/package-lock.json
	@mkdir -p build/stamps
	cd web && npm ci --no-audit --no-fund --silent
	@touch $@

web: build/stamps/web
build/stamps/web: build/stamps/npm $(WEB_SOURCES)
	cd web && npm run build --silent
	@touch $@

server: $(JAR)
$(JAR): build/stamps/web $(SERVER_SOURCES)
	@rm -rf server/target/classes/static/desk server/target/classes/static/field # hashed files of earlier builds
	$(MVN) -DskipTests -pl sampler,server package
	@touch $(JAR)

WITNESS := witness/target/mingchou-witness.jar
$(WITNESS): pom.xml $(shell find sampler/src/main sampler/pom.xml witness/src/main witness/pom.xml -type f 2>/dev/null)
	$(MVN) -DskipTests -pl sampler,witness package
	@touch $(WITNESS)

fmt: build/stamps/npm ## format everything
	$(MVN) spotless:apply
	cd web && npm run format --silent

check: build/stamps/npm ## formats, types, lint
	$(MVN) spotless:check
	cd web && npm run check --silent

test-server: build/stamps/web ## unit, module and acceptance tests of the server and the sampler
	mvn -B verify

test: tools check test-server build verifiers scenario e2e ## everything; half an hour on 2 cores
	@echo "make test: all green"

tools: ## Chromium and a Chinese font for the browser tests
	@deploy/test-tools.sh

build/stamps/e2e: e2e/package-lock.json
	@mkdir -p build/stamps
	cd e2e && npm ci --no-audit --no-fund --silent
	@touch $@

e2e: build $(WITNESS) build/stamps/e2e tools ## browser journeys in real Chromium
	cd e2e && npx playwright test

scenario: build $(WITNESS) build/stamps/e2e ## the real plan from directories to annex through the HTTP API, files in build/scenario
	node e2e/scenario/run.mjs

# --- the verifiers: three implementations held against each other, and the offline pages in Chromium ---
build/stamps/sampler-tests: $(shell find sampler/src sampler/pom.xml -type f 2>/dev/null)
	$(MVN) -pl sampler test-compile
	@mkdir -p build/stamps && touch $@

differential: build/stamps/sampler-tests ## 10,000 random draws and matchings on which Java, Python and JavaScript must agree
	python3 verifier/differential.py

verifiers: differential build/stamps/e2e tools ## all tests of verifier/
	REQUIRE_JAVA=1 python3 -m unittest discover verifier
	cd e2e && npx playwright test --config verifier/playwright.config.ts
# --- end of the verifiers ---

docs: build/stamps/web ## write the generated documents anew: state charts, OpenAPI
	$(MVN) -pl sampler,server -Dtest='GeneratedDocumentsTests' -Dsurefire.failIfNoSpecifiedTests=false -Dmingchou.write-docs=true test

sbom: ## CycloneDX bill of materials in build/sbom
	$(MVN) -DskipTests org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom
	@mkdir -p build/sbom && cp target/bom.json target/bom.xml build/sbom/

SAMPLER      := sampler/target/mingchou-sampler.jar
$(SAMPLER): pom.xml $(shell find sampler/src/main sampler/pom.xml -type f 2>/dev/null)
	$(MVN) -DskipTests -pl sampler package
	@touch $(SAMPLER)

ifdef CERTIFICATE
verify: $(SAMPLER) ## find what was changed in the ledger of var/ (or MINGCHOU_DB_URL); with CERTIFICATE=build/scenario/certificate.zip check that
	@$(JAVA) -jar $(SAMPLER) verify $(CERTIFICATE)
else
verify: $(JAR)
	@$(JAVA) -jar $(JAR) verify-ledger $(ARGS)
endif

HOME_OF_DATA := $(or $(MINGCHOU_HOME),var)
WITNESS_HOME ?= $(HOME_OF_DATA)/witness
WITNESS_PORT ?= 8090

witness: $(WITNESS) ## run a witness on loopback for trying; start the server once before, with the same MINGCHOU_HOME, so that its log has a key
	@test -f $(HOME_OF_DATA)/keys/log.vkey || { echo "没有找到日志公钥 $(HOME_OF_DATA)/keys/log.vkey：请先 make run 启动一次平台。平台启动时设了 MINGCHOU_HOME 的，这里也要设同一个（现在$(if $(MINGCHOU_HOME),是 $(MINGCHOU_HOME),没有设，按 var)）：MINGCHOU_HOME=… make witness"; exit 2; }
	@test -f $(WITNESS_HOME)/witness.key || $(JAVA) -jar $(WITNESS) init $(WITNESS_HOME) witness.local >/dev/null
	@$(JAVA) -jar $(WITNESS) trust $(WITNESS_HOME) @$(HOME_OF_DATA)/keys/log.vkey
	@echo "启动平台前设置：" && echo "  export MINGCHOU_LEDGER_WITNESSES_0_URL=http://127.0.0.1:$(WITNESS_PORT)" \
		&& echo "  export MINGCHOU_LEDGER_WITNESSES_0_KEY='$$(cat $(WITNESS_HOME)/witness.vkey)'"
	@exec $(JAVA) -jar $(WITNESS) serve $(WITNESS_HOME) --port $(WITNESS_PORT)

# --- figures: slow, and not part of make test ---
.PHONY: bench bench-server mutation
bench: ## speed of sampler and server into build/bench/summary.tsv; with BENCH_FULL=1 also 180 million rows
	$(MVN) -DskipTests -pl sampler package
	@missed=0; $(JAVA) -cp sampler/target/test-classes:sampler/target/classes org.mingchou.sampler.SamplerBench || missed=1; \
		$(MAKE) --no-print-directory bench-server || missed=1; exit $$missed
bench-server: build/stamps/web ## from freeze to result for a million objects, beside ORDER BY random(); the server in 512 MB
	$(MVN) -pl sampler,witness,server -Dtest=FreezeBench -Dsurefire.failIfNoSpecifiedTests=false '-Dtest.heap=512m -XX:+UseParallelGC' test \
		| grep -E '^  round|^server-|ERROR'; exit $${PIPESTATUS[0]}
mutation: ## changes the sampler in thousands of ways and counts those its tests notice: at least 90 %; or CLASSES='org.mingchou.sampler.Quotas*'
	$(MVN) -pl sampler $(if $(CLASSES),'-Dmutation.classes=$(CLASSES)') test-compile org.pitest:pitest-maven:mutationCoverage
# --- end of figures ---

clean: ## remove what was built; var/ with its data stays
	$(MVN) clean
	rm -rf build web/apps/*/dist
