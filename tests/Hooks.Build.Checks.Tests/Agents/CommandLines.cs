namespace Hooks.Build.Checks.Tests.Agents;

/// <summary>Command lines that run git past its hooks or switch hooks off (+), and that do not (-). <c>\n</c> is a line break.</summary>
internal static class CommandLines
{
    public const string Table = """
        + git commit --no-verify
        + git commit -m x --no-verify
        + git commit --no-verify -m "a message"
        + git commit -n
        + git commit -nm x
        + git commit -anm "x"
        + git commit -an -m x
        + git commit -qn
        + git commit -sn
        + git commit --amend -n
        + git commit --amend --no-edit --no-verify
        + git commit --no-veri -m x
        + git commit --no-verif
        + git commit --verify --no-verify
        + git commit -m --no-verify --no-verify
        + git commit -F msg.txt -n
        + git commit -C HEAD -n
        + git commit --author 'A <a@b.c>' --no-verify
        + git commit file.txt --no-verify
        + git commit -m "$(cat msg)" --no-verify
        + git commit -m x --no-verify -- file
        + git push --no-verify
        + git push origin main --no-verify
        + git push -u origin HEAD --no-verify
        + git push --force-with-lease --no-verify origin x
        + git push -o ci.skip --no-verify
        + git merge --no-verify other
        + git merge other --no-verify -m x
        + git pull --no-verify
        + git rebase --no-verify main
        + git rebase main --no-verify
        + git rebase -x 'git commit --amend --no-verify' main
        + git rebase -ix 'git commit --amend --no-verify' main
        + git rebase --exe 'git commit --amend --no-verify' main
        + find -x . -exec git commit -n {} +
        - git commit --me -n
        - git commit --author -n
        + git rebase --exec='git commit -n --amend' main
        + git am --no-verify x.patch
        + git am -n x.patch
        + git am -3n x.patch
        + git.exe commit --no-verify
        + /usr/bin/git commit --no-verify
        + ./bin/git commit --no-verify
        + "git" commit --no-verify
        + 'git' 'commit' '--no-verify'
        + g'i't commit --no-verify
        + \git commit --no-verify
        + git commit "--no-verify"
        + git commit --no-"verify"
        + git commit --no\-verify
        + git commit $'--no-verify'
        + git commit $'\x2d\x2dno-verify'
        + git commit $'\055\055no-verify'
        + git commit \\n  --no-verify
        + git -C sub commit --no-verify
        + git -c user.name=x commit --no-verify
        + git -c user.name=x -c user.email=y commit -n
        + git --git-dir=.git commit --no-verify
        + git --git-dir .git --work-tree . commit --no-verify
        + git --no-pager commit --no-verify
        + git -p commit --no-verify
        + git --namespace n commit --no-verify
        + git -c core.hooksPath=/dev/null commit -m x
        + git -c core.hookspath= commit -m x
        + git -c CORE.HOOKSPATH=x push
        + git -ccore.hooksPath=/dev/null commit
        + git --config-env=core.hooksPath=EMPTY commit
        + git --config-env core.hooksPath=EMPTY commit
        + git -c core.hooksPath=/dev/null rebase main
        + git -c core.hooksPath=/dev/null merge x
        + git -c core.hooksPath=/tmp/none checkout main
        + git -c alias.ci='commit --no-verify' ci -m x
        + git -c alias.ci='!git commit --no-verify' ci
        + git config core.hooksPath /dev/null
        + git config --local core.hooksPath /tmp/x
        + git config --global core.hooksPath ''
        + git config set core.hooksPath x
        + git config --unset core.hooksPath
        + git config unset core.hooksPath
        + git config --add core.hookspath x
        + git -C sub config core.hooksPath none
        + GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=/dev/null git commit -m x
        + GIT_CONFIG_PARAMETERS="'core.hooksPath'='/dev/null'" git commit -m x
        + export GIT_CONFIG_KEY_0=core.hooksPath; git push
        + HOOKS=0 git commit -m x
        + HOOKS=0 dotnet build
        + HOOKS='0' git push
        + export HOOKS=0
        + export HOOKS=0 && git commit -m x
        + HOOKS_SKIP=Format git commit -m x
        + env HOOKS=0 git commit -m x
        + env -i PATH=/bin HOOKS=0 git commit
        + env -u X HOOKS=0 git commit
        + env -S "HOOKS=0 git commit"
        + declare -x HOOKS=0; git commit
        + set -x HOOKS 0; git commit
        + set HOOKS=0 && git commit -m x
        + setx HOOKS 0
        + $env:HOOKS=0; git commit -m x
        + $env:HOOKS = '0'; git commit -m x
        + $env:HUSKY = 0; git commit -m x
        + HUSKY=0 git commit -m x
        + HUSKY=0 git push
        + HUSKY_SKIP_HOOKS=1 git commit -m x
        + export HUSKY=0; git commit -m x
        + LEFTHOOK=0 git commit -m x
        + LEFTHOOK=false git commit -m x
        + SKIP=eslint git commit -m x
        + OVERCOMMIT_DISABLE=1 git commit
        + dotnet build -p:HooksEnabled=false
        + dotnet build /p:HooksEnabled=false
        + dotnet build --property:HooksEnabled=FALSE
        + dotnet msbuild -p:Configuration=Release;HooksEnabled=false
        + HooksEnabled=false dotnet build
        + dotnet msbuild -t:UninstallHooks
        + hooks uninstall
        + dotnet hooks uninstall
        + pre-commit uninstall
        + npx husky uninstall
        + hooks --project build uninstall
        + hooks --project=build uninstall --agent claude
        + hooks --project a --project b uninstall
        + hooks --project build -- uninstall
        + /opt/x/hooks --project:build uninstall
        + hooks.exe uninstall
        + dotnet bin/Hooks.Build.Runner.dll uninstall
        + dotnet exec bin/Hooks.Build.Runner.dll --project build uninstall
        + dotnet exec --runtimeconfig x.json bin/Hooks.Build.Runner.dll uninstall
        + dotnet tool run hooks uninstall
        + dotnet tool run hooks -- --project build uninstall
        + dotnet hooks --project build uninstall
        + npx --yes husky uninstall
        + npm exec -- lefthook uninstall
        + pnpm exec husky uninstall
        + yarn husky uninstall
        + dotnet build -p HooksEnabled=false
        + dotnet build -p=HooksEnabled=false
        + dotnet build --property HooksEnabled=false
        + dotnet build --property=HooksEnabled=false
        + dotnet build -property:HooksEnabled=false
        + dotnet build /property HooksEnabled=False
        + dotnet build --p HooksEnabled=false
        + dotnet build -P:hooksenabled=false
        + dotnet build -p: HooksEnabled=false
        + dotnet build -p:HooksEnabled=fal%73e
        + dotnet build "-p:A=1;HooksEnabled=false"
        + dotnet build "-p:HooksEnabled=\"false\""
        + dotnet test -p HooksEnabled=false --no-restore
        + dotnet build -- -p:HooksEnabled=false
        + dotnet build -p:HOOKS=0
        + dotnet build -p HooksRunning=1
        + dotnet exec /sdk/MSBuild.dll -p:HooksEnabled=false
        + msbuild /p:HooksEnabled=false
        + MSBuild.exe /t:UninstallHooks
        + dotnet build build/Hooks.csproj -t UninstallHooks
        + dotnet build --target UninstallHooks
        + dotnet build --target=UninstallHooks
        + dotnet build -t=UninstallHooks
        + dotnet build "/target:Build;UninstallHooks"
        + dotnet build -target "Build;uninstallhooks"
        + dotnet msbuild -getTargetResult:UninstallHooks
        + rm .git/hooks/pre-commit
        + rm -rf .git/hooks
        + rm -rf ./.git/hooks/
        + rm -f /repo/.git/hooks/*
        + mv .git/hooks .git/hooks.off
        + mv .git/hooks/pre-commit /tmp/
        + chmod -x .git/hooks/pre-commit
        + chmod 644 .git/hooks/pre-commit
        + chmod a-x .git/hooks/*
        + echo > .git/hooks/pre-commit
        + echo 'exit 0' > .git/hooks/pre-commit
        + : >.git/hooks/commit-msg
        + cat x >| .git/hooks/pre-push
        + echo x | tee .git/hooks/pre-commit
        + truncate -s 0 .git/hooks/pre-commit
        + cp /bin/true .git/hooks/pre-commit
        + ln -sf /bin/true .git/hooks/pre-commit
        + sed -i 's/x/y/' .git/hooks/pre-commit
        + find .git/hooks -type f -delete
        + Remove-Item .git/hooks/pre-commit
        + cpi x .git/hooks/pre-commit
        + Set-Content -Encoding ascii .git/hooks/pre-commit x
        + Set-Content -Value '' .git/hooks/pre-commit
        + Copy-Item -Dest .git/hooks/pre-commit x
        + Set-Content -Path:.git/hooks/pre-commit x
        + move x .git/hooks/pre-commit
        + curl -fsSo .git/hooks/pre-commit https://example.org/x
        + curl --output-dir .git/hooks -o pre-commit https://example.org/x
        + wget -O .git/hooks/pre-commit https://example.org/x
        + gsed -i 's/x/y/' .git/hooks/pre-commit
        + ruby -i -pe '$_.upcase!' .git/hooks/pre-commit
        + perl -0pi -e 's/x/y/' .git/hooks/pre-commit
        + awk -i inplace '{ print }' .git/hooks/pre-commit
        + tar -xf x.tar -C .git/hooks
        + unzip x.zip -d .git/hooks
        + patch .git/hooks/pre-commit x.diff
        + sort -o .git/hooks/pre-commit x
        + cp -r hooks .git
        + trash-put .git/hooks/pre-commit
        + cd .git && find hooks -delete
        + cd x && git commit --no-verify
        + git add -A; git commit --no-verify -m x
        + git add -A\ngit commit --no-verify
        + git add -A & git commit --no-verify
        + false || git commit --no-verify
        + true | git commit --no-verify -F -
        + (git commit --no-verify)
        + { git commit --no-verify; }
        + if true; then git commit --no-verify; fi
        + for f in a b; do git commit --no-verify "$f"; done
        + while true; do git commit -n; done
        + ! git commit --no-verify
        + time git commit --no-verify
        + f() { git commit --no-verify; }; f
        + echo "$(git commit --no-verify)"
        + echo `git commit --no-verify`
        + x=$(git commit --no-verify)
        + echo "a `git commit -n` b"
        + diff <(git commit --no-verify) x
        + sh -c 'git commit --no-verify'
        + bash -c "git commit -n -m x"
        + bash -lc 'git add . && git commit --no-verify'
        + /bin/sh -ec 'git commit --no-verify'
        + bash -c "bash -c 'git commit --no-verify'"
        + busybox sh -c 'git commit --no-verify'
        + eval "git commit --no-verify"
        + eval git commit --no-verify
        + trap 'git commit --no-verify' EXIT
        + sudo git commit --no-verify
        + sudo -u me git commit --no-verify
        + env git commit --no-verify
        + command git commit --no-verify
        + exec git commit --no-verify
        + nohup git commit --no-verify &
        + nice -n 5 git commit --no-verify
        + timeout 10 git commit --no-verify
        + timeout -k 5 10s git commit --no-verify
        + stdbuf -oL git commit --no-verify
        + xargs git commit --no-verify
        + echo x | xargs -I {} git commit --no-verify -m {}
        + find . -name x -exec git commit --no-verify {} \;
        + bash <<< 'git commit --no-verify'
        + bash <<EOF\ngit commit --no-verify\nEOF
        + sh <<'E'\ngit commit -n\nE
        + cat <<EOF\n$(git commit --no-verify)\nEOF
        + cat <<EOF > x\ntext\nEOF\ngit commit --no-verify
        + cat <<A <<B\n1\nA\n2\nB\ngit commit --no-verify
        + pwsh -Command "git commit --no-verify"
        + pwsh -NoProfile -c "git commit --no-verify"
        + powershell.exe -Command git commit --no-verify
        + pwsh -EncodedCommand ZwBpAHQAIABjAG8AbQBtAGkAdAAgAC0ALQBuAG8ALQB2AGUAcgBpAGYAeQA=
        + cmd /c git commit --no-verify
        + cmd.exe /c "git commit --no-verify"
        + C:\Git\bin\git.exe commit --no-verify
        + git submodule foreach 'git commit --no-verify -m x'
        + git bisect run git commit --no-verify
        + git commit --no-verify # a comment
        + git commit --no-verify 2>&1 | tail -5
        + git commit --no-verify >/dev/null
        + 2>/dev/null git commit --no-verify
        + A=1 B=2 git commit --no-verify
        + git commit -m "$(cat <<'EOF'\nDon't skip\nEOF\n)" --no-verify && echo 'done'
        + git commit -m "$(cat <<'EOF'\nfix (see #1\nEOF\n)" --no-verify
        + git commit -m "$(cat <<'EOF'\nan opened " quote\nEOF\n)" --no-verify
        + git commit -m "$(cat <<EOF\nit's :)\nEOF\n)" --no-verify
        + git commit -m "$(cat <<'EOF'\nDon't\nEOF)" --no-verify
        + git commit -m "$(cat <<-EOF\n\tDon't\n\tEOF\n)" --no-verify
        + git commit -m "$(echo x # don't (\n)" --no-verify
        + git commit -m "$(case x in x) echo y;; esac)" --no-verify
        + git commit -m "$(if true; then case x in (x) echo ');' ;; esac; fi)" --no-verify
        + git commit -m "$((1 << 2))" --no-verify
        + git commit -m "${x:-it's}" --no-verify
        + git commit -m ${x:-'a } b'} --no-verify
        + echo ${x:-$(git commit --no-verify)}
        + cat <<EOF\n${x:-$(git commit --no-verify)}\nEOF
        + (( n = 1 << 2 ))\ngit commit --no-verify
        + n=$(( 1<<2 ))\ngit commit --no-verify
        + for ((i = 1; i < 1 << 3; i++)); do git commit --no-verify; done
        + (( n = (1 + 1) << n ))\ngit commit --no-verify
        + n=$((1 + $(cat <<E\n1\nE\n) << 2))\ngit commit --no-verify
        + cat <<EOF\ngit commit --no-verify
        + sudo -Eu bob git commit --no-verify
        + sudo -nEu bob git commit --no-verify
        + sudo -ubob git commit --no-verify
        + sudo --us bob git commit --no-verify
        + xargs -rn 1 git commit --no-verify
        + xargs -0rn1 git commit --no-verify
        + xargs -i git commit --no-verify -m {}
        + xargs -i{} git commit --no-verify -m {}
        + timeout -vk 5 10 git commit --no-verify
        + env -iu X git commit --no-verify
        + env -S'git commit --no-verify'
        + env -vS 'git commit --no-verify'
        + env --split-string='git commit --no-verify'
        + env --split-string 'git commit' --no-verify
        + flock f git commit --no-verify
        + flock f -c 'git commit --no-verify'
        + flock -nw 5 f --command 'git commit --no-verify'
        + script -qc 'git commit --no-verify'
        + script -c 'git commit --no-verify' /dev/null
        + script -q -c'git commit --no-verify' x
        + script --command='git commit --no-verify' x
        + script -q /dev/null git commit --no-verify
        + su bob -c 'git commit --no-verify'
        + su -lc 'git commit --no-verify' bob
        + bash -c -e 'git commit --no-verify'
        + bash -cex 'git commit --no-verify'
        + bash -o pipefail -c 'git commit --no-verify'
        + busybox busybox sh -c 'git commit --no-verify'
        + wsl git commit --no-verify
        + wsl -d Ubuntu -e git commit --no-verify
        + wsl -- git commit --no-verify
        + function f { git commit --no-verify; }; f
        + function f() { git commit --no-verify; }; f
        + f() ( git commit --no-verify )
        + powershell -exec bypass -c "git commit --no-verify"
        + powershell -nop -ex bypass -w hidden -co "git commit --no-verify"
        + pwsh -nol -noni -wo . -c git commit --no-verify
        + pwsh -en ZwBpAHQAIABjAG8AbQBtAGkAdAAgAC0ALQBuAG8ALQB2AGUAcgBpAGYAeQA=
        + cmd //c "git commit --no-verify"
        + cmd //s //c "git commit --no-verify"
        + cmd /d/s/c "git commit --no-verify"
        + cmd /c"git commit --no-verify"
        + cmd /q /C call git commit --no-verify
        + & {git commit --no-verify}
        + & { git commit --no-verify }
        + &{git commit -m x --no-verify}
        + if ($x) {git commit --no-verify}
        + if($x){git commit --no-verify}else{ls}
        + try{git commit --no-verify}catch{}
        + 1..3 | % { git commit --no-verify }
        + 1..3 | ForEach-Object {git commit --no-verify -m "$_"}
        + git commit `\n  --no-verify
        + git commit -m x `\r\n  --no-verify
        + echo `\ngit commit --no-verify\n`
        + git commit -m @'\nDon't skip\n'@ --no-verify
        + git commit -m @"\nan opened "quote\n"@ --no-verify
        + cat <<'E' | bash\ngit commit --no-verify\nE
        + cat <<'E' | sudo bash -s\ngit commit --no-verify\nE
        + cat <<'E' | tee x | sh -e\ngit commit --no-verify\nE
        + { cat <<'E'; } | bash\ngit commit --no-verify\nE
        + bash -o pipefail <<'E'\ngit commit --no-verify\nE
        + bash -s a b <<'E'\ngit commit --no-verify\nE
        + echo 'git commit --no-verify' | bash
        + echo "cd x && git commit --no-verify" | sh -x
        + printf '%s\n' 'git commit --no-verify' | bash
        + printf 'git add . && git commit %s' --no-verify | bash
        + 'git commit --no-verify' | iex
        + git commit --no-{verify,edit}
        + git commit -{n,q}
        + git commit {--no-verify,-m} x
        + {git,commit,--no-verify}
        + git {commit,--no-verify}
        + git commit --no-{e{d,x},verify}
        + rm .git/hooks*
        + rm -rf .git/h*
        + rm -rf .git/*
        + rm -rf .git/hook[s]/pre-commit
        + rm .git/{hooks,info}/x
        + rm -rf .git//hooks
        + rm .git/./hooks/pre-commit
        + rm .git/info/../hooks/pre-commit
        + rm $GIT_DIR/hooks/pre-commit
        + cp -t .git/hooks x
        + cp -ft .git/hooks x
        + cp --target-directory=.git/hooks x
        + cp --target-directory .git/hooks x
        + mv -t.git/hooks x
        + cp x .git/hooks/pre-commit -f
        + Copy-Item x -Destination .git/hooks/pre-commit -Force
        + cd .git/hooks && rm pre-commit
        + cd .git/hooks; rm -f *
        + cd .git && rm -rf hooks
        + cd x/.git && cd hooks && mv pre-commit /tmp
        + cd .git/hooks && chmod -x pre-commit
        + cd .git/hooks && echo > pre-commit
        + cd .git/hooks && sh -c 'rm pre-commit'
        + pushd .git/hooks; unlink pre-commit; popd
        + (cd .git/hooks && rm pre-commit)
        + cd .git/hooks/x/.. && rm pre-commit
        + cd .git/info && rm ../hooks/pre-commit
        + cd .git/hooks && find . -delete
        + cd .git/hooks; cd /src; rm x
        + cd .git/hooks || exit; rm x
        + cd .git/hooks && ls; rm x
        + cd .git; cd /nonexistent; rm -rf hooks
        + cd .git/hooks || cd /src && rm x
        + true || cd /src && rm .git/hooks/x
        + for h in .git/hooks/*; do rm $h; done
        + H=(a .git/hooks/pre-commit); rm "${H[1]}"
        + D=.git/hooks; rm $D/pre-commit
        + n=--no-verify; git commit $n -m x
        + x=--no-verify; git commit $x -m y
        + n='-m x --no-verify'; git commit $n
        + n=; git $n commit --no-verify
        + for n in --no-verify; do git commit $n; done
        + for n in -m --no-verify; do git commit $n; done
        + a=(-m x --no-verify); git commit "${a[@]}"
        + a=(commit -m x); a+=(--no-verify); git "${a[@]}"
        + c=core.hooksPath=/dev/null; git -c $c commit
        + p=-p:HooksEnabled=false; dotnet build $p
        + x='git commit --no-verify'; eval "$x"
        + x='git commit --no-verify'; $x
        + x='git commit --no-verify'; echo "$x" | bash
        + x='git commit --no-verify'; bash <<< "$x"
        + x='git commit --no-verify'; sh -c "$x"
        + r=rm; $r -rf .git/hooks
        + g=git; c=commit; $g $c --no-verify
        + v=0; HOOKS=$v git commit
        + D=.git; cd $D; D=src; rm hooks/x
        + for D in .git x; do cd $D; D=src; rm hooks/x; done
        + for D in .git x; do cd $D; done; for D in src y; do rm hooks/x; done
        + x=.git/hooks; for x in; do ls; done; rm $x/a
        + env -C .git rm -rf hooks
        + env --chdir=.git rm -rf hooks
        + env --chdir .git/hooks sh -c 'rm pre-commit'
        + sudo -D .git rm -rf hooks
        + cd .git && env -C hooks rm x
        + git bisect run sh -c 'git commit -n -m x'
        + parallel git commit -n -m ::: a b
        + parallel -j 4 git commit -n -m {} ::: a b
        + parallel 'git commit -n -m {}' ::: a b
        + ls | parallel git commit --no-verify -m
        - m="fix -n handling, say --no-verify never"; git commit -m "$m"
        - for m in "a -n b"; do git commit -m "$m"; done
        - n=-q; git commit $n -m "$(cat m)"
        - n=--no-verify; echo $n; git commit -m x
        - a=(-m --no-verify); git commit "${a[@]}"
        - x='git commit --no-verify'; echo "$x"
        - env -C .git ls hooks
        - env -C src rm -rf hooks
        - parallel echo --no-verify ::: a; git commit
        - D=.git; D=src; cd $D; rm hooks/x
        + git commit -m { --no-verify
        + git commit -m fix{ --no-verify
        + git commit -m {fix --no-verify
        + git commit -m a{b{c --no-verify
        + git commit -m fix{ -m } --no-verify
        + { git commit -m } --no-verify; }
        + { git commit -m a} --no-verify; }
        + { { git commit -m } } --no-verify; }; }
        + if true; then { git commit -m } --no-verify; }; fi
        + git commit -m {; git commit -m x} --no-verify
        + git commit -m { {--no-verify,x}
        + echo git commit -m { --no-verify | bash
        + echo 'git commit --no-verify' | bash -s {
        + echo 'git commit --no-verify' | bash -s a{ b
        + bash -s { <<'E'\ngit commit --no-verify\nE
        + & {'git commit --no-verify'} | iex
        + sh -c 'git commit -m { --no-verify'
        + HOOKS=0 { git commit
        + x { > .git/hooks/pre-commit
        + { cd .git; rm hooks/x; }
        + & {cd .git; rm hooks/x}
        + & {cd .git}; rm hooks/x
        + if (true)\n{ git commit -m } -n; }; then x; fi
        + f() { git commit -m } -n; }
        + while (true) { git commit -m } -n; }
        + git commit -m "$(case x in esac)" --no-verify
        + git commit -m "$(case x\nin esac)" --no-verify
        + git commit -m "$(case "a b" in esac; echo y)" --no-verify
        + git commit -m "$(if case x in esac; then y; fi)" --no-verify
        + git commit -m "$(case x in (esac) y;; esac)" --no-verify
        + git commit -m "$(case {a,b} in esac)" --no-verify
        + ((cat <<'E'\nDon't\nE\n); git commit --no-verify; echo 'x')
        + ((cat <<'E'\nDon't\nE\n); git commit --no-verify; (cat <<'F'\nwon't\nF\n) )
        + ((cat <<E\na b\nE\n); git commit --no-verify)
        + git commit -m 'unclosed --no-verify
        + git commit -m "unclosed --no-verify
        + git commit -m $'unclosed --no-verify
        + git commit -m ${unclosed --no-verify
        + git commit -m "$(unclosed --no-verify
        + git commit -m "say `"hi`"" --no-verify
        + git commit -m 'it`'s' --no-verify 'x'
        + git commit -m "a`nb" --no-verify
        + git commit -m "a`nb`n`nc" --no-verify
        + git commit -m a`b --no-verify
        + git commit -m "a`nb" `\n  --no-verify
        + git commit -m "say `"hi`"" "unclosed --no-verify
        + git commit -m "`"a`"" --no-verify -m "`"b`""
        + git commit -m "a`"b" --no-verify -m "c`"d"
        + git commit --no`-verify
        + git commit --no`-verify -m x`y
        + git commit `--no-verify -m "x`"y"
        + git -C "C:\Repo\" commit --no-verify -F "C:\msg\"
        + git -C "C:\My repo\" commit --no-verify -F "C:\My msg\"
        + git -C "src\" commit --no-verify -F "msg\"
        + Get-ChildItem "C:\src\"; git commit --no-verify
        + cmd /c "git commit -m it's --no-verify -m it's"
        + cmd /c "git commit --no^-verify"
        + cmd /c "cd C:\x\ & git commit --no-verify"
        + cmd /c "sh -c 'git commit --no-verify'"
        + cmd /c git add . "&&" git commit --no-verify
        + cmd /c "cd x && git" commit --no-verify
        + cmd /c git commit -m "it's" --no-verify
        + pwsh -Command git add . ";" git commit --no-verify
        + pwsh -Command git commit -m "it's" --no-verify
        + echo "`git commit \"--no-verify\" -m x`"
        + echo `git commit \\--no-verify -m x`
        + echo `echo \`git commit \\\\--no-verify\``
        + cat <<E\n`git commit "--no-verify"`\nE
        + cat <<E\n`git commit \"--no-verify\"`\nE
        + <# note #> git commit --no-verify
        + <# it's\na note #> git commit --no-verify
        + git commit <# a note #> --no-verify
        - git commit -m 'run `foo`' -m 'never --no-verify, -n `bar`'
        - git commit -m "fix `foo`" -m "say -n `bar`"
        - git commit -m "fix \`foo\`" -m "say -n \`bar\`"
        - git commit --fixup=`git log -n 1 --format=%h`
        - git commit -m "use \"git commit --no-verify -m x\" never"
        - git commit -m "12\" wide --no-verify -m 6\" high"
        - git commit -m "$(cat <<'E'\nthe `"a`" --no-verify `"b`"\nE\n)"
        - echo "`echo \"git commit; git commit --no-verify\"`"
        - Get-ChildItem "C:\src\"
        - Get-ChildItem "src\"
        - Get-ChildItem -Path "C:\src\" -Recurse
        - Copy-Item "C:\src\" "D:\dst\"; git commit -m "say -n now"
        - git commit -F "C:\msg\" -m "fix -n handling"
        - pwsh -File build.ps1 -Message "it's done"
        - pwsh -NoProfile -File build.ps1 -Message "a; git commit --no-verify"
        - pwsh build.ps1 -Message "it's done"
        - cmd /c git commit -m "don't"
        - cmd /c git commit -m "say --no-verify"
        - cmd /c "git commit -m don't"
        - cmd /c "dir C:\src\"
        - cmd /c "C:\Program Files\x.exe" "it's"
        - <# git commit --no-verify #> git commit -m x
        - <# don't\n#>\ngit commit -m x
        - git commit -m {
        - git commit -m { x
        - git commit -m {} -- -n
        - { git commit -m x; }
        - { git log -n 5; }
        - { git commit -m x; git log -n 5; }
        - f() { git commit -m "$1"; }
        - & {git commit -m x}
        - & { git commit -m x }; git log -n 5
        - if ($x) { git commit -m x } else { git log -n 5 }
        - if ($?) {git commit -m x} elseif ($y) {git log -n 5} else {git log -n 6}
        - If ($x) { if ($y) { git commit -m x } } else { git log -n 5 }
        - foreach ($f in $x) { git commit -m $f }
        - try { git commit -m x } catch { git log -n 5 }
        - $s = { git commit -m x }
        - git log --format='{' -n 5
        - git stash show stash@{ -n
        - jq '{a: .b}' x | git commit -F -
        - docker inspect -f {{.Id}} x
        - git commit -m "$(case x in esac)"
        - git commit -m "$(case x in a) y;; esac)"
        - ((1)+(2)); git log -n 5
        - ((a); b); git log -n 5
        - echo $(((1 << 2) + (3))); git log -n 5
        - git commit -m "say `"hi`" now"
        - git commit -m "it`'s"
        - git commit -m "a`nb"
        - git commit -m "a`n`nb" -m "c`nd"
        - git commit -m "a`nb" `\r\n  -m x
        - cat <<EOF\nuse ` here, don't\nEOF
        - cat <<EOF\nit's open
        - git commit -m x
        - git commit -m "$(cat <<'EOF'\nSay "never `git commit --no-verify`"\nEOF\n)"
        - git commit -m "$(cat <<'EOF'\nSay "$(git commit --no-verify)"\nEOF\n)"
        - git commit -m "$(cat <<'EOF'\n- don't (ever\n; git commit --no-verify\nEOF\n)" && echo 'done'
        - git commit -m "$(cat <<'EOF'\n1) git commit --no-verify\nEOF\n)"
        - git commit -m "$(case x in x) echo "git commit --no-verify";; esac)"
        - sudo -Eu bob git commit -m --no-verify
        - sudo -Eu git log -n 1
        - xargs -rn 1 git log -n 1
        - xargs -I{} git commit -m {} -- -n
        - env -S'git log' -n 5
        - env --split-string='git commit -m x'
        - flock f -c 'git log -n 1'
        - flock f echo -c 'git commit --no-verify'
        - script -qc 'git log -n 1' x
        - script -q x
        - function f { git log -n 1; }; f
        - powershell -exec bypass -c "git log -n 1"
        - powershell -File x.ps1 git commit --no-verify
        - cmd //c "git log -n 1"
        - & {git log -n 5}
        - if ($x) {git commit -m x}
        - git commit `\n  -m x
        - git commit -m @'\nnever git commit --no-verify\nor don't\n'@
        - git log `\n  -n 5 `\n  --oneline
        - echo "a `date`"; git log -n 1
        - cat <<'E' | grep x\ngit commit --no-verify\nE
        - cat <<'E' | bash\ngit log -n 1\nE
        - cat <<'E' | bash x.sh\ngit commit --no-verify\nE
        - cat <<'E' | git commit -F -\nnever git commit --no-verify\nE
        - cat <<'E' > x; bash y\ngit commit --no-verify\nE
        - echo 'git commit --no-verify'; bash x.sh
        - echo 'git commit --no-verify' | cat
        - echo 'git commit --no-verify' | tee notes.md
        - echo 'git commit --no-verify' | python3 x.py
        - echo 'git commit --no-verify' || bash
        - git commit --no-{edit,status}
        - git commit -m '--no-{verify,edit}'
        - git commit -m "{a,-n}"
        - git add {a,b}.cs
        - git log HEAD^{commit} -n 1
        - git stash drop stash@{0}
        - git show HEAD@{1}
        - echo {a..c} ${x,,} ${#y}
        - mkdir -p {src,tests}/{a,b,c}
        - curl -d {"a":1,"b":"git commit --no-verify"} x
        - rm .github/hooks*
        - rm .gitignore
        - rm -rf */hooks/*
        - rm -rf .git/index.lock
        - rm .git/*.lock
        - cp -t /tmp .git/hooks/pre-commit
        - cp .git/hooks/pre-commit /tmp/x -f
        - Copy-Item -Destination /tmp/x .git/hooks/pre-commit
        - cd .git/hooks && ls
        - cd .git/hooks && cat pre-commit > /tmp/x
        - cd .git/hooks && cp pre-commit /tmp/x
        - cd .git/hooks && rm /tmp/x
        - (cd .git/hooks && ls); rm x
        - echo $(cd .git/hooks && ls); rm x
        - cd .git/hooks && cd ../.. && rm x
        - cd .git/hooks; cd -; rm x
        - cd .git/hooks && cd /src && rm x
        - cd .git/hooks && cd .. && cd .. && rm x
        - pushd .git/hooks; ls; popd; rm x
        - cd hooks && rm pre-commit
        - cd .git && rm index.lock
        - (( n = 1 << 2 ))\ngit log -n 2
        - ((cat <<E); ls)
        - echo ${x:-git commit --no-verify}
        - git commit -m "say --no-verify"
        - git commit -m --no-verify
        - git commit -m '-n'
        - git commit -mn
        - git commit -am "n"
        - git commit --message --no-verify
        - git commit --mess --no-verify
        - git commit -m "git commit --no-verify is forbidden"
        - git commit -F --no-verify
        - git commit --fixup --no-verify
        - git commit --trailer --no-verify -m x
        - git commit --no-verify --verify
        - git commit -n --verify
        - git commit -- --no-verify
        - git commit -m x -- -n
        - git commit -uno
        - git commit -Snokey -m x
        - git commit --no-edit
        - git commit --no-verbose
        - git commit --no-gpg-sign
        - git commit --amend
        - git push -n
        - git push --dry-run
        - git push -o --no-verify
        - git push origin main
        - git merge -n other
        - git merge --no-verify-signatures other
        - git merge --no-ff other
        - git pull -n
        - git pull --no-verify-signatures
        - git rebase -n main
        - git rebase --exec 'make test' main
        - git cherry-pick -n abc
        - git revert -n abc
        - git log -n 5
        - git log -n5 --oneline
        - git log --grep=--no-verify
        - git show --no-verify
        - git grep -n -- --no-verify
        - git tag -n
        - git stash -n
        - git clean -n
        - git add -n .
        - git rm -n x
        - git mv -n a b
        - git fetch -n
        - git -C commit status -n
        - git -c core.hooksPath=/dev/null diff
        - git -c core.hooksPath=x log -n 1
        - git -c core.hooksPath=x status
        - git config core.hooksPath
        - git config --get core.hooksPath
        - git config --get-all core.hooksPath
        - git config get core.hooksPath
        - git config --list
        - git config user.name core.hooksPath
        - git config --show-origin --get core.hooksPath
        - git -c core.editor=true commit
        - git help commit --no-verify
        - echo git commit --no-verify
        - echo "git commit --no-verify"
        - echo 'git commit --no-verify'
        - printf '%s\n' 'git commit -n'
        - grep -n 'git commit --no-verify' README.md
        - grep -rn -- --no-verify .
        - rg --no-verify
        - sed -n 5p file
        - # git commit --no-verify
        - ls # git commit --no-verify
        - ls #git commit -n\necho
        - cat <<'EOF'\ngit commit --no-verify\nEOF
        - cat <<EOF > doc.md\nrun git commit --no-verify\nEOF
        - cat <<-EOF\n\tgit commit --no-verify\n\tEOF
        - cat <<'EOF'\n$(git commit --no-verify)\nEOF
        - python3 - <<'EOF'\nprint('git commit --no-verify')\nEOF
        - git commit -F - <<'EOF'\nnever use --no-verify\nEOF
        - git commit -m "$(cat <<'EOF'\nuse --no-verify never\nEOF\n)"
        - git commit -m 'a\ngit commit --no-verify\nb'
        - command -v git
        - command -V git commit --no-verify
        - man git-commit
        - which git
        - gh pr create --body "git commit --no-verify"
        - curl -d '{"cmd":"git commit --no-verify"}' x
        - node -e "console.log('git commit --no-verify')"
        - npm run commit -- --no-verify
        - npm publish --no-verify
        - yarn commit -n
        - mygit commit --no-verify
        - git-lfs push --no-verify
        - legit commit --no-verify
        - HUSKY=0 npm ci
        - export HUSKY=0; npm ci
        - SKIP=slow make test
        + HooksRunning=trial git commit -m x
        - HOOKS=1 git commit -m x
        + $n='--no-verify'; git commit $n -m x
        + $n = '--no-verify'; git commit $n -m x
        + $n="-n"\ngit commit $n
        + [string]$n = '--no-verify'; git commit ${n}
        + $script:n = '-n'; git commit $script:n
        + $n = '--no-' + 'verify'; git commit $n
        + $n = '--no-'; $n += 'verify'; git commit $n
        + $a=@("commit","-n"); git @a
        + $a = @('commit', '-m', 'x', '--no-verify'); git @a
        + $a = @(\n  'commit'\n  '-n'\n)\ngit @a
        + $a = 'commit','-n'; git $a
        + $a = 'commit', '-n'; git @a
        + $a = @('commit'); $a += '-n'; git @a
        + $a = @('commit'); $a += @('-m', 'x', '-n'); & git @a
        + $a = 'commit'; $b = @($a, '-n'); git @b
        + $out = git commit --no-verify 2>&1
        + $out = ''; $out = git commit --no-verify
        + $out=git commit -n
        + $g = 'git'; & $g commit -n
        + foreach ($n in '-q','-n') { git commit $n }
        + foreach ($n in @('-q', '-n')) { git commit $n }
        + foreach($n in '--no-verify'){ git commit $n }
        + '--no-verify' | % { git commit $_ }
        + '-q', '-n' | ForEach-Object { git commit $_ -m x }
        + Set-Item env:HOOKS 0; git commit
        + Set-Item -Path Env:\\HOOKS -Value 0; git commit
        + si env:HOOKS_SKIP Format
        + ${env:HOOKS} = 0; git commit
        + $env:N='--no-verify'; git commit $env:N
        + Start-Process git -ArgumentList "commit","-n"
        + Start-Process git -ArgumentList "commit", "-n", "-m x" -Wait
        + Start-Process -FilePath git -Args 'commit --no-verify' -NoNewWindow
        + saps git "commit -n"
        + Start-Process rm pre-commit -WorkingDirectory .git/hooks
        + $f='.git/hooks/pre-commit'; Remove-Item $f
        + foreach($f in '.git/hooks/pre-commit'){ Remove-Item $f }
        + Get-Item .git/hooks/pre-commit | Remove-Item
        + Get-ChildItem .git/hooks | Remove-Item -Force
        + gci -Path .git/hooks -Filter pre-* | ri
        + gci .git/hooks | % { ri $_.FullName }
        + gci .git/hooks | ? Length -gt 0 | Remove-Item
        + foreach ($f in (Get-ChildItem .git/hooks)) { Remove-Item $f.FullName }
        + $files = Get-ChildItem .git/hooks; $p = '.git/hooks'; Remove-Item "$p/pre-commit"
        - $m = 'say -n now'; git commit -m $m
        - $m = "fix, -n x"; git commit -m $m
        - $a = @('commit', '-m', 'a -n b'); git @a
        - $a = 'commit','-m','-n'; git $a
        - $n = '--no-verify'; git log $n; git commit -m x
        - $n = '--no-verify'; $n = '-q'; git commit $n
        - $m = 'git commit --no-verify'; Write-Output $m
        - $m = @'\ngit commit --no-verify\n'@; git commit -m $m
        - $out = git log -n 5
        - $x = $y -eq 'git commit -n'
        - foreach ($n in '-q','-a') { git commit $n -m x }
        - foreach ($f in gci src) { Remove-Item $f.FullName }
        - Get-ChildItem src -Filter *.tmp | Remove-Item
        - Get-ChildItem .git/hooks | Select-Object Name
        - Get-Content .git/hooks/pre-commit | Set-Content /tmp/x
        - Get-ChildItem -Recurse -Include bin,obj | Remove-Item -Recurse -Force
        - ls .git/hooks | xargs rm
        - Set-Item env:HOOKS 1; git commit -m x
        - Set-Item env:PATH "$env:PATH;x"
        - Start-Process git -ArgumentList "log","-n","5"
        - Start-Process dotnet -ArgumentList 'build' -Wait
        - HOOKS= git commit -m x
        - HUSKY=1 git commit -m x
        - WEBHOOKS=0 git commit
        - echo HOOKS=0
        - echo "$HOOKS" > x
        - dotnet build -p:HooksEnabled=true
        - dotnet build -p:Configuration=Debug
        - echo -p:HooksEnabled=false
        - dotnet msbuild -t:InstallHooks
        - dotnet build -p HooksEnabled=true
        - dotnet build -p Configuration=Debug --property A=B
        - dotnet build -t InstallHooks --target Build
        - dotnet test --filter HooksEnabled=false
        - dotnet build src/UninstallHooks -p A=HooksEnabled=false
        - dotnet build -t
        - dotnet msbuild -getProperty:HooksEnabled
        - hooks --project uninstall list
        - hooks --project build doctor
        - hooks explain uninstall
        - hooks uninstall --help
        - hooks --project uninstall
        - dotnet exec bin/App.dll uninstall
        - dotnet tool uninstall hooks
        - dotnet workload uninstall x
        - npm uninstall husky
        - npx husky init
        - yarn run hooks
        - hooks install
        - hooks run pre-commit
        - pre-commit install
        - ls .git/hooks
        - ls -la .git/hooks/ > x
        - cat .git/hooks/pre-commit
        - cp .git/hooks/pre-commit /tmp/x
        - chmod +x .git/hooks/pre-commit
        - touch .git/hooks/pre-commit
        - chown me .git/hooks/pre-commit
        - tar -cf x.tar .git/hooks
        - curl -T .git/hooks/pre-commit https://example.org/x
        - sort .git/hooks/pre-commit
        - chmod 755 .git/hooks/pre-commit
        - rm src/hooks/pre-commit
        - rm -rf .github/hooks
        - rm .husky/old
        - find .git/hooks -type f
        - git diff > hooks.patch
        - git log --format=%n
        - git commit -m "fix: \"-n\" handling"
        - git commit -m $'line\n--no-verify'
        - git commit --cleanup --no-verify -m x
        - git commit --author --no-verify -m x
        - git log -- --no-verify
        - sh -c 'echo "git commit --no-verify"'
        - bash script.sh --no-verify
        - bash -n script.sh
        - eval "echo git commit --no-verify"
        - xargs -n 1 git log
        - find . -exec grep -n x {} \;
        - timeout 10 git log -n 3
        - test -n "$x" && git commit -m x
        - [ -n "$x" ] && git commit -m x
        - [[ -n $x ]] && git push
        - if [ -n "$GIT" ]; then git commit -m x; fi
        - a="git commit --no-verify"
        - alias gc='git commit --no-verify'
        - git
        - git commit
        - &&
        - ;;; ((
        """;

    // As bash (b), as PowerShell (p), and where it is not known which of them reads (u).
    public const string OfOneShell = """
        p+ git commit -m "`nb`"c" --no-verify -m "`nd`"e"
        b- git commit -m "`nb`"c" --no-verify -m "`nd`"e"
        p+ git commit -m "C:\x\" --no-verify -m "b" c \""
        b- git commit -m "C:\x\" --no-verify -m "b" c \""
        u+ git commit -m "C:\x\" --no-verify -m "b" c \""
        p+ git commit `\n  --no-verify
        b+ git commit \\n  --no-verify
        b+ git commit --no-ver\if\y
        b+ echo `git commit --no-verify`
        p- git commit -m "a`n--no-verify"
        p- git commit -m "a\" -m "--no-verify"
        p+ git commit -m "a\" --no-verify
        p+ $env:HOOKS = 0; git commit -m x
        p+ $env:HUSKY='0'; git commit -m x
        b- $env:HOOKS=0; git commit -m x
        u+ $env:HOOKS=0; git commit -m x
        b- set HOOKS=0; git commit -m x
        b- set HUSKY=0 && git push
        u+ set HUSKY=0 && git push
        b+ export HOOKS=0; git commit -m x
        b+ HUSKY=0 git commit -m x
        b+ sh -c 'git commit --no-verify'
        b+ pwsh -c 'git commit `--no-verify'
        b+ cmd /c 'set HUSKY=0&& git push'
        p+ bash -c "git commit -n"
        p+ & git commit --no-verify
        p- <# git commit --no-verify #> git status
        b+ echo $(git commit --no-verify)
        p+ echo $(git commit --no-verify)
        b+ git commit -m "a" --no-verify "
        p+ $n='--no-verify'; git commit $n -m x
        b- $n='--no-verify'; git commit $n -m x
        """;

    public static IEnumerable<(char Shell, bool IsDenied, string Line)> ByShell =>
        OfOneShell.Split('\n').Select(row => (row[0], row[1] == '+', Unescaped(row[3..])));

    private static string Unescaped(string line) =>
        line.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal);

    public static IEnumerable<(bool IsDenied, string Line)> All =>
        Table.Split('\n').Where(row => row.Length > 0).Select(row => (row[0] == '+', Unescaped(row[2..])));
}
