#!/bin/sh
# Makes what bot, workers and Redis share, once, on your machine, and prints it as Secrets: an authority and a certificate
# of ten years for Redis, a password, and the key that jobs are signed with. The authority's own key is thrown away. Needs
# openssl; asks nothing and changes nothing.
#   sh deploy/with-redis/secrets.sh | kubectl apply -f -
# Done again it makes new ones; restart Redis, bot and workers then: kubectl -n netdiag rollout restart deploy,sts
set -eu
umask 077
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

random() { openssl rand -hex 32; }
encoded() { openssl base64 -A; }
new_key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

openssl req -x509 $new_key -days 3650 -subj "/CN=netdiag's Redis" -keyout ca.key -out ca.crt 2>/dev/null
openssl req $new_key -subj /CN=redis.netdiag.svc -keyout tls.key -out tls.csr 2>/dev/null
printf '%s\n' 'subjectAltName = DNS:redis.netdiag.svc, DNS:redis.netdiag.svc.cluster.local, DNS:localhost' \
  'basicConstraints = critical, CA:FALSE' 'extendedKeyUsage = serverAuth' >extensions
openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile extensions -out tls.crt 2>/dev/null

password=$(random)
cat >users.acl <<ACL
user default off
user netdiag on >$password ~{netdiag}* &{netdiag}* +@all -@admin -@dangerous +info
user probe on nopass resetkeys resetchannels -@all +ping
ACL

cat <<YAML
apiVersion: v1
kind: Secret
metadata:
  name: netdiag-queue
  namespace: netdiag
data:
  REDIS_URL: $(printf 'rediss://netdiag:%s@redis.netdiag.svc:6379' "$password" | encoded)
  NETDIAG_JOB_KEY: $(random | tr -d '\n' | encoded)
  ca.crt: $(encoded <ca.crt)
---
apiVersion: v1
kind: Secret
metadata:
  name: redis
  namespace: netdiag
data:
  tls.crt: $(encoded <tls.crt)
  tls.key: $(encoded <tls.key)
  ca.crt: $(encoded <ca.crt)
  users.acl: $(encoded <users.acl)
YAML
