# Sourced by the other scripts, from the project's root: a suitable Node.js and the locked packages.

if ! command -v node >/dev/null 2>&1; then
  echo "Node.js 20.19 or newer is needed and was not found: https://nodejs.org" >&2
  exit 1
fi
node_version=$(node -p process.versions.node)
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Node.js 20.19 or newer is needed, this is ${node_version}: https://nodejs.org" >&2
  exit 1
fi

# The lock that the packages were installed from. npm's own record counts too: whoever ran npm by hand is up to date.
installed_lock=node_modules/.installed-lock
if ! cmp -s package-lock.json "$installed_lock"; then
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "Installing packages …" >&2
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  fi
  cp package-lock.json "$installed_lock"
fi
