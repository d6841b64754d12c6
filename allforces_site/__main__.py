"""`python -m allforces_site` is `allforces`."""

from allforces_site.cli import main

if __name__ == "__main__":
    main()
