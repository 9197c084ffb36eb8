# make run · make test · make check · make train · make bench — each sets up what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export PYTHONPATH := $(CURDIR)
export RASA_TELEMETRY_ENABLED := false

UV := $(shell command -v uv || echo .tools/bin/uv)
PY := .venv/bin/python

.PHONY: help run test check train bench lock format clean

help: ## 列出可用的命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.web .venv-bot/.bot ## 装好一切并启动（PORT 默认 8000）
	@exec $(PY) -m ops.serve

test: .venv/.dev .venv-bot/.bot ## 装好一切并跑全部测试
	@$(MAKE) --no-print-directory lint
	@$(PY) -m ops.train
	$(PY) -m pytest -n auto --maxprocesses 4

check: .venv/.dev ## 格式、静态检查、类型、导入规则、快的测试
	@$(MAKE) --no-print-directory lint
	$(PY) -m pytest -m "not live and not browser"

lint: .venv/.dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m knowledge.checking
.PHONY: lint

train: .venv/.web .venv-bot/.bot ## 重新训练问答模型
	@$(PY) -m ops.train --force

bench: .venv/.dev .venv-bot/.bot .venv-bench/.bench ## 量启动、训练、内存、响应，打印一张表
	@$(PY) -m tests.bench

chaos: .venv/.dev .venv-bot/.bot ## 服务跑着，一样一样弄坏（杀进程、锁库、满盘、断 Redis……），写进 docs/chaos.md
	@$(PY) -m ops.train
	@$(PY) -m tests.chaos
.PHONY: chaos

FUZZ_SECONDS ?= 600
fuzz: .venv/.dev ## 拿乱七八糟的输入试接口、读句子、导入、知识包，各 FUZZ_SECONDS 秒，写进 docs/fuzz.md
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(PY) -m tests.fuzz
.PHONY: fuzz

alarms: .venv-bot/.bot ## 改了 sayings/ 里的话之后，重新学一遍怎么听出危险
	@.venv-bot/bin/python -m bot.alarming
.PHONY: alarms

RANKED := instance/nlu
WAYS ?= ours linear retrieval stock diet
nlu-report: .venv/.dev .venv-bot/.bot ## 用冻结的考题给各种理解办法评分，写进 docs/nlu.md（DIET 要十几分钟）
	@mkdir -p $(RANKED)
	@for way in $(WAYS); do echo "  $$way …"; .venv-bot/bin/python -m bot.judging.ranking $$way $(RANKED)/$$way.json 2> $(RANKED)/$$way.log; done
	@$(PY) -m bot.judging.report $(RANKED)
.PHONY: nlu-report

experience: .venv/.dev tests/experience/node_modules/.there ## 用 Lighthouse 量页面、拍下截图，写进 docs/（要 Node 和 Chromium）
	$(PY) -m tests.experience
.PHONY: experience

tests/experience/node_modules/.there: tests/experience/package-lock.json
	@command -v npm >/dev/null || { echo "量页面要用 Node.js：请先装好它（18 以上），再运行一次。"; exit 1; }
	@cd tests/experience && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

languages: .venv/.web ## 编好译文；`make run` 自己会做，装好以后写不进代码文件夹的地方要先做
	@$(PY) -m ops.catalogues compile
.PHONY: languages

messages: .venv/.dev ## 把新的、改了的句子收进译文目录（英文），说出还缺哪些
	@$(PY) -m ops.catalogues update
	@$(PY) -m ops.catalogues missing
.PHONY: messages

format: .venv/.dev ## 整理代码格式
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: $(UV) ## 重新锁定依赖（带哈希，不带下载地址）
	$(UV) pip compile pyproject.toml --group web --python-version 3.12 $(LOCKING) -o requirements/web.txt
	$(UV) pip compile pyproject.toml --group web --group dev --python-version 3.12 $(LOCKING) -o requirements/dev.txt
	$(UV) pip compile pyproject.toml --group bot --python-version 3.10 $(LOCKING) -o requirements/bot.txt
	$(UV) pip compile pyproject.toml --group bench --python-version 3.12 $(LOCKING) -o requirements/bench.txt
	echo uv | $(UV) pip compile - --python-version 3.9 $(LOCKING) -o requirements/tools.txt
LOCKING := --generate-hashes --no-header --no-emit-index-url --quiet

clean: ## 删去环境、模型和本机数据
	rm -rf .venv .venv-bot .venv-bench .tools bot/trained instance

.tools/bin/uv: requirements/tools.txt
	@echo "准备安装工具…"
	@python3 -m venv .tools
	@.tools/bin/pip install --quiet --require-hashes -r requirements/tools.txt
	@touch $@

.venv/.web: requirements/web.txt | $(UV)
	@echo "准备网站环境（Python 3.12）…"
	@test -x $(PY) || $(UV) venv --quiet --python 3.12 .venv || { $(call no-python,3.12); }
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/web.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.web | $(UV)
	@echo "准备测试工具…"
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $@

.venv-bot/.bot: requirements/bot.txt | $(UV)
	@echo "准备问答环境（Python 3.10，约 2 GB）…"
	@test -x .venv-bot/bin/python || $(UV) venv --quiet --python 3.10 .venv-bot || { $(call no-python,3.10); }
	@$(UV) pip install --quiet --python .venv-bot/bin/python --require-hashes -r requirements/bot.txt
	@touch $@

.venv-bench/.bench: requirements/bench.txt | $(UV)
	@echo "准备对照用的环境（Python 3.12，只为 make bench）…"
	@test -x .venv-bench/bin/python || $(UV) venv --quiet --python 3.12 .venv-bench || { $(call no-python,3.12); }
	@$(UV) pip install --quiet --python .venv-bench/bin/python --require-hashes -r requirements/bench.txt
	@touch $@

define no-python
echo "找不到 Python $(1)，也没能自动下载。请先装好它（例如：pyenv install $(1)），再运行一次。已装好的部分不用重来。"; exit 1
endef
