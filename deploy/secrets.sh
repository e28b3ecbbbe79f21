#!/bin/sh
# Makes the files in secrets/ that compose.yaml hands to the containers, and asks for the secrets that are named:
#
#   deploy/secrets.sh                                          the database's password and address, and a secret key
#   deploy/secrets.sh slack-bot-token slack-signing-secret     asks for these two; what is typed is not shown
#   deploy/secrets.sh slack-bot-token < token.txt              or reads them, a line each
#
# A file that holds something is never written over, but for those that are named. SECRETS names another folder.
set -eu
folder=${SECRETS:-$(dirname "$0")/../secrets}
asked="slack-bot-token slack-signing-secret slack-app-token slack-client-secret teams-app-password google-client-secret microsoft-client-secret"

# The folder keeps others on this machine out. The files in it can be read by all, since each is mounted by itself, and the
# user in the container is nobody here.
umask 022
mkdir -p "$folder"
chmod 700 "$folder"

by_chance() { head -c 32 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'; }

written() { # written NAME: what comes in, put there whole
  cat > "$folder/.$1.new"
  chmod 444 "$folder/.$1.new"
  mv -f "$folder/.$1.new" "$folder/$1"
}

if ! [ -s "$folder/database-password" ]; then
  if [ -s "$folder/database-url" ]; then
    echo "$folder/database-url is there, and database-password is not: put it back. Another password would not be the database's." >&2
    exit 1
  fi
  by_chance | tr -d '=' | written database-password
fi
if ! [ -s "$folder/database-url" ]; then
  printf 'postgresql://together:%s@database/together\n' "$(cat "$folder/database-password")" | written database-url
fi
if ! [ -s "$folder/secret-keys" ]; then
  printf '%s\n' "$(by_chance)" | written secret-keys
  echo "$folder/secret-keys is new. Keep a copy apart from this machine: without it nobody can read what people wrote." >&2
fi

for name in "$@"; do
  case " $asked " in
    *" $name "*) ;;
    *) echo "$name is none of: $asked" >&2; exit 1 ;;
  esac
  if [ -t 0 ]; then
    printf '%s (not shown): ' "$name" >&2
    trap 'stty echo' EXIT INT TERM
    stty -echo
    IFS= read -r value || value=
    stty echo
    trap - EXIT INT TERM
    printf '\n' >&2
  else
    IFS= read -r value || [ -n "$value" ] || value=
  fi
  [ -n "$value" ] || { echo "Nothing was given for $name; it stays as it was." >&2; exit 1; }
  printf '%s\n' "$value" | written "$name"
done

for name in $asked; do
  [ -e "$folder/$name" ] || written "$name" < /dev/null
done
