// Stands in for the code completion of the SQL parsers, which tests have no use for and cannot load.
class CodeCompletionCore {
  collectCandidates() {
    return { tokens: new Map(), rules: new Map() };
  }
}

module.exports = { CodeCompletionCore };
