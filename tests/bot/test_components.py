def test_rasa_finds_nothing_wrong_with_the_data() -> None:
    absent()
    told = subprocess.run(
        [ROOT / ".venv-bot/bin/rasa", "data", "validate", "--config", "bot/config.yml"]
        + ["--domain", "bot/domain", "--data", "bot/data"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stderr
    assert "WARNING" not in told.stderr + told.stdout
