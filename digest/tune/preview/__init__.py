"""The preview: a page on the own machine where an edition changes as its weights do."""
