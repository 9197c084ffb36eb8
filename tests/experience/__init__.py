"""The pages as a phone and a desk meet them: Lighthouse's figures and pictures to look at (`make experience`)."""
