"""What the judge knows of languages: closed classes of words, folded, and the characters of two scripts for one."""
