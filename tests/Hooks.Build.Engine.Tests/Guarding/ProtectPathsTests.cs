using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

/// <summary>What only people change is not written by an agent, however it names it.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class ProtectPathsTests : IDisposable
{
    private readonly GuardedRepository _repository = new(Make.Guard("Guard", "agent:protect-paths", "kept/**", "**/*.lock"));

    [TestMethod]
    [DataRow("build/RepoHooks.cs", "the hooks of this repository")]
    [DataRow("build/new/Helper.cs", "the hooks of this repository")]
    [DataRow("build/H.cs", "the hooks of this repository")]
    [DataRow(".githooks/pre-commit", "what git runs")]
    [DataRow(".git/config", "git's own folder")]
    [DataRow(".git/hooks/pre-commit", "git's own folder")]
    [DataRow(".claude/settings.json", "the settings of coding agents")]
    [DataRow(".claude/settings.local.json", "the settings of coding agents")]
    [DataRow("src/.claude/settings.json", "the settings of coding agents")]
    [DataRow(".codex/hooks.json", "the settings of coding agents")]
    [DataRow(".github/hooks/hooks-build.json", "the settings of coding agents")]
    [DataRow(".cursor/hooks.json", "the settings of coding agents")]
    [DataRow(".gemini/settings.json", "the settings of coding agents")]
    [DataRow("tools/hooks.lock.json", "what a person has accepted")]
    [DataRow("kept/a/b.txt", "its hooks say so")]
    [DataRow("src/x.lock", "its hooks say so")]
    public async Task An_edit_of_what_is_protected_is_denied_with_the_reason(string path, string why) =>
        (await _repository.EditAsync("src/a.cs", path))
            .ShouldBe($"{path} is protected ({why}). It is for a person to change: leave it as it is, or ask the person you work for.");

    [TestMethod]
    [DataRow("src/a.cs")]
    [DataRow("README.md")]
    [DataRow("buildx/a.cs")]
    [DataRow(".gitignore")]
    [DataRow(".gitattributes")]
    [DataRow(".github/workflows/ci.yml")]
    [DataRow(".claude/agents/a.md")]
    [DataRow("src/kept/a.txt")]
    [DataRow("lock")]
    [DataRow("src/a.lock.txt")]
    [DataRow("../elsewhere/x.txt")]
    public async Task Any_other_edit_passes(string path) => (await _repository.EditAsync(path)).ShouldBeEmpty();

    [TestMethod]
    public async Task However_a_path_is_written_what_it_leads_to_counts()
    {
        Random random = new(15);
        _ = _repository.Files.Write("kept/a.txt", "src/deep/b.cs");
        _ = _repository.Files.Shell("ln -s kept way; ln -s ../kept src/way; ln -s \"$PWD\" top; ln -s kept/new.txt to-new; ln -s src/a.cs kept/out");
        string[] begins = ["", "./", "src/../", "src/deep/../../", "top/", "src/way/../", $"{_repository.Root}/", $"{_repository.Root}/src/../", "none/../"];
        (string Path, bool IsProtected)[] ends = [
            ("kept/a.txt", true),
            ("KEPT/a.txt", true),
            ("way/a.txt", true),
            ("way/new/b.txt", true),
            ("src/way/a.txt", true),
            ("to-new", true),
            ("kept/out", true),
            ("Build/repohooks.CS", true),
            (".GIT/config", true),
            ("src/a.cs", false),
            ("src/deep/new.cs", false)];
        for (var i = 0; i < 60; i++)
        {
            var end = ends[random.Next(ends.Length)];
            var path = begins[random.Next(begins.Length)] + (random.Next(2) == 0 ? "" : begins[random.Next(3)]) + end.Path;
            ((await _repository.EditAsync(path)).Length > 0).ShouldBe(end.IsProtected, path);
            ((await _repository.ShellAsync($"echo x > '{path}'")).Length > 0).ShouldBe(end.IsProtected, path);
        }
    }

    [TestMethod]
    [DataRow("pwsh -c 'rm .git\\hooks\\pre-commit'")]
    [DataRow("pwsh -c 'rm .claude\\settings.json'")]
    [DataRow("pwsh -c 'Set-Content kept\\a.txt x'")]
    public async Task What_bash_gives_to_PowerShell_has_its_separators(string line) =>
        (await _repository.AnswerAsync(new AgentEvent
        {
            Agent = "claude",
            Stage = HookStages.BeforeTool,
            Tool = AgentTool.Shell,
            ToolName = "Bash",
            Command = line,
            WorkingDirectory = _repository.Root,
        })).ShouldNotBeEmpty();

    [TestMethod]
    [DataRow("cd kept && apply_patch <<'E'\n*** Begin Patch\n*** Update File: a.txt\n*** End Patch\nE", true)]
    [DataRow("cd src; apply_patch <<'E'\n*** Begin Patch\n*** Delete File: ../kept/a.txt\n*** End Patch\nE", true)]
    [DataRow("bash -lc \"cd kept && apply_patch <<'E'\n*** Begin Patch\n*** Add File: new.txt\n*** End Patch\nE\"", true)]
    [DataRow("cd src && apply_patch <<'E'\n*** Begin Patch\n*** Update File: kept/a.txt\n*** End Patch\nE", false)]
    [DataRow("cd src && apply_patch <<'E'\n*** Begin Patch\n*** Add File: routes/$id.tsx\n*** End Patch\nE", false)]
    [DataRow("rm `pwd`/kept/a.txt", true)]
    [DataRow("rm $(pwd)/kept/a.txt", true)]
    [DataRow("rm \"`git rev-parse --show-toplevel`/kept/a.txt\"", true)]
    [DataRow("rm kept/$X", true)]
    [DataRow("rm kept/$(ls kept | head -1)", true)]
    [DataRow("rm kept/`ls kept`", true)]
    [DataRow("rm kept/$X/a.txt", true)]
    [DataRow("rm ./kept/x$X.txt", true)]
    [DataRow("cd kept/$X && rm a.txt", true)]
    [DataRow("cd src && echo x > ../kept/${X}", true)]
    [DataRow("rm $D/kept/$X", true)]
    [DataRow("echo x > src/$X.lock", true)]
    [DataRow("$f='kept/a.txt'; Remove-Item $f", true)]
    [DataRow("foreach($f in 'src/a.cs','kept/a.txt'){ Remove-Item $f }", true)]
    [DataRow("Get-Item kept/a.txt | Remove-Item", true)]
    [DataRow("Get-ChildItem kept -Filter *.txt | Remove-Item", true)]
    [DataRow("Get-ChildItem kept | Where-Object Length -gt 0 | ForEach-Object { Remove-Item $_.FullName }", true)]
    [DataRow("$p = 'kept'; Set-Content \"$p/a.txt\" x", true)]
    [DataRow("rm src/$X", false)]
    [DataRow("rm $X", false)]
    [DataRow("rm -rf \"$D\"/*.tmp", false)]
    [DataRow("cat kept/$X > src/$X", false)]
    [DataRow("rm src/`cat names`", false)]
    [DataRow("Get-ChildItem -Recurse -Filter *.tmp | Remove-Item", false)]
    [DataRow("Get-ChildItem src | Where-Object Length -gt 0 | Remove-Item", false)]
    [DataRow("Get-ChildItem kept | Select-Object Name", false)]
    [DataRow("$x = Get-Content kept/a.txt; Set-Content src/b.txt $x", false)]
    public async Task What_the_line_says_itself_of_a_path_counts(string line, bool isDenied)
    {
        _ = _repository.Files.Write("kept/a.txt", "src/deep/b.cs");
        var answer = await _repository.ShellAsync(line);
        (answer.Length > 0).ShouldBe(isDenied, answer);
    }

    [TestMethod]
    [DataRow("echo x > kept/a.txt")]
    [DataRow("cd kept && echo x >> a.txt")]
    [DataRow("cd; echo x > .claude/settings.json")]
    [DataRow("(cd); rm kept/a.txt")]
    [DataRow("cd && rm kept/a.txt")]
    [DataRow("sl; rm kept/a.txt")]
    [DataRow("Set-Location; rm kept/a.txt")]
    [DataRow("cd & rm kept/a.txt")]
    [DataRow("cd | true; rm kept/a.txt")]
    [DataRow("false && cd; rm kept/a.txt")]
    [DataRow("env cd; rm kept/a.txt")]
    [DataRow("HOME=$PWD; cd; rm kept/a.txt")]
    [DataRow("(cd kept); cd && rm -rf build")]
    [DataRow("cd && cd - && rm kept/a.txt")]
    [DataRow("cd /no/such/folder; rm kept/a.txt")]
    [DataRow("cd /no/such/folder || rm kept/a.txt")]
    [DataRow("cd /no/such/folder\nrm kept/a.txt")]
    [DataRow("cd /no/such/folder; cd /neither; rm kept/a.txt")]
    [DataRow("cd /no/such/folder && ls; rm kept/a.txt")]
    [DataRow("! cd /tmp && rm kept/a.txt")]
    [DataRow("true || cd /tmp && rm kept/a.txt")]
    [DataRow("false && cd /tmp; rm kept/a.txt")]
    [DataRow("rmdir src/x; cd src/x; rm kept/a.txt")]
    [DataRow("cd kept; cd /no/such/folder; rm a.txt")]
    [DataRow("cd kept && (cd /tmp); rm a.txt")]
    [DataRow("cd kept && { rm a.txt; }")]
    [DataRow("cd kept &&\n  rm a.txt")]
    [DataRow("cd /no/such/folder; sh -c 'rm kept/a.txt'")]
    [DataRow("for f in src/a.cs kept/a.txt; do rm $f; done")]
    [DataRow("for d in src kept\ndo\n  rm -f \"$d/a.txt\"\ndone")]
    [DataRow("for d in src kept; do for f in b.txt a.txt; do rm $d/$f; done; done")]
    [DataRow("for f in kept/*; do mv \"$f\" /tmp; done")]
    [DataRow("for d in src kept; do cd $d && rm a.txt; done")]
    [DataRow("A=(src/a.cs kept/a.txt); rm \"${A[@]}\"")]
    [DataRow("A=(src/a.cs); A+=(kept/a.txt); rm \"${A[1]}\"")]
    [DataRow("A=(src/a.cs kept/a.txt); for f in \"${A[@]}\"; do rm $f; done")]
    [DataRow("D=kept; false && D=src; rm $D/a.txt")]
    [DataRow("r=rm; $r kept/a.txt")]
    [DataRow("o='-rf kept'; rm $o")]
    [DataRow("for d in src kept; do cd $d; d=x; rm a.txt; done")]
    [DataRow("env -C kept rm a.txt")]
    [DataRow("env --chdir=kept sh -c 'rm a.txt'")]
    [DataRow("find . -delete")]
    [DataRow("find -delete")]
    [DataRow("find . -type f -delete")]
    [DataRow("find . -name '*.txt' -delete")]
    [DataRow("find . -iname 'A.TXT' -type f -delete")]
    [DataRow("find . -name '*.lock' -delete")]
    [DataRow("find . -path './kept/*' -delete")]
    [DataRow("find . -name a.txt -exec rm {} +")]
    [DataRow("find . -name a.txt -exec rm {} \\;")]
    [DataRow("find . -type d -name 'kep*' -exec rm -rf {} +")]
    [DataRow("find . -name '*.cs' -exec sed -i s/a/b/ {} +")]
    [DataRow("find . -name '*.sample' -o -name '*.txt' -delete")]
    [DataRow("find . -not -name '*.tmp' -delete")]
    [DataRow("find kept -mtime +3 -exec mv {} /tmp \\;")]
    [DataRow("git restore .")]
    [DataRow("git restore -- .")]
    [DataRow("git checkout .")]
    [DataRow("git checkout -- .")]
    [DataRow("git checkout HEAD~1 -- .")]
    [DataRow("git clean -fdx kept")]
    [DataRow("git clean -fd -- kept")]
    [DataRow("git clean -f -e x kept")]
    [DataRow("tar xf a.tar -C kept")]
    [DataRow("tar -xzf a.tgz --directory=kept")]
    [DataRow("tar --extract --file a.tar --directory kept")]
    [DataRow("tar cf kept/a.tar src")]
    [DataRow("unzip a.zip -d kept")]
    [DataRow("unzip -o a.zip -dkept")]
    [DataRow("awk -i inplace '{print}' kept/a.txt")]
    [DataRow("gawk --include=inplace '{print}' kept/a.txt")]
    [DataRow("ed kept/a.txt")]
    [DataRow("ex -s kept/a.txt")]
    [DataRow("wget -P kept https://example.org")]
    [DataRow("wget --directory-prefix=kept https://example.org")]
    [DataRow("curl -O --output-dir kept https://example.org")]
    [DataRow("curl --output-dir kept -o a.txt https://example.org")]
    [DataRow("cat <<E > ./kept/a.txt\nx\nE")]
    [DataRow("rm kept/a.txt")]
    [DataRow("rm -rf kept")]
    [DataRow("rm -rf .")]
    [DataRow("rm -rf build/")]
    [DataRow("rm -rf .git")]
    [DataRow("rm -f k*/a.t?t")]
    [DataRow("rm -rf k*/")]
    [DataRow("git checkout kept/a.txt")]
    [DataRow("rm -rf *")]
    [DataRow("find kept -name x -delete")]
    [DataRow("find . -name x -exec rm kept/a.txt ;")]
    [DataRow("mv src/a.cs kept/")]
    [DataRow("mv kept elsewhere")]
    [DataRow("mv -t kept src/a.cs")]
    [DataRow("cp src/a.cs src/x.lock")]
    [DataRow("cp /tmp/settings.json .claude")]
    [DataRow("cp --target-directory=build /tmp/RepoHooks.cs")]
    [DataRow("ln -sfn /tmp/x .githooks")]
    [DataRow("echo x | tee -a kept/a.txt")]
    [DataRow("echo x | sudo tee build/RepoHooks.cs")]
    [DataRow("sed -i s/a/b/ kept/a.txt")]
    [DataRow("sed -Ei.bak -e s/a/b/ src/a.cs build/RepoHooks.cs")]
    [DataRow("perl -pi -e 's/a/b/' build/RepoHooks.cs")]
    [DataRow("dd if=/dev/zero of=kept/a.txt")]
    [DataRow("truncate -s 0 kept/a.txt")]
    [DataRow("touch kept/new.txt")]
    [DataRow("chmod -x .githooks/pre-commit")]
    [DataRow("curl -so kept/a.txt https://example.org")]
    [DataRow("wget -O build/RepoHooks.cs https://example.org")]
    [DataRow("git rm -q kept/a.txt")]
    [DataRow("git -C kept mv a.txt b.txt")]
    [DataRow("git checkout HEAD~1 -- build/RepoHooks.cs")]
    [DataRow("git restore kept")]
    [DataRow("D=kept; rm $D/a.txt")]
    [DataRow("D=ke; D+=pt; rm $D/a.txt")]
    [DataRow("D=ke && export D+=pt && D+=/a && rm ${D}.txt")]
    [DataRow("D+=kept; rm $D/a.txt")]
    [DataRow("D+=ke; D+=pt; rm $D/a.txt")]
    [DataRow("D=$PWD; D+=/kept; rm $D/a.txt")]
    [DataRow("rm ${D:-kept}/a.txt")]
    [DataRow("D=; rm ${D:-kept}/a.txt")]
    [DataRow("export D=build && echo x > ${D}/RepoHooks.cs")]
    [DataRow("rm \"$(git rev-parse --show-toplevel)/kept/a.txt\"")]
    [DataRow("rm $UNKNOWN_VARIABLE/build/RepoHooks.cs")]
    [DataRow("rm $PWD/kept/a.txt")]
    [DataRow("sh -c 'echo x > kept/a.txt'")]
    [DataRow("bash <<'E'\nrm kept/a.txt\nE")]
    [DataRow("pwsh -c \"Set-Content -Path kept/a.txt -Value x\"")]
    [DataRow("Remove-Item -Recurse kept")]
    [DataRow("Copy-Item src/a.cs -Destination build/RepoHooks.cs")]
    [DataRow("cmd /c \"del kept\\a.txt\"")]
    [DataRow("echo x > ~/.claude/settings.json")]
    [DataRow("rm -rf $HOME/.codex/hooks.json")]
    public async Task A_command_line_that_writes_what_is_protected_is_denied(string line)
    {
        _ = _repository.Files.Write("kept/a.txt", ".claude/settings.json");
        (await _repository.ShellAsync(line)).ShouldContain("is protected", customMessage: line);
    }

    [TestMethod]
    [DataRow("find . -name '*.tmp' -exec rm {} +")]
    [DataRow("find src -delete")]
    [DataRow("find . -path './src/*' -delete")]
    [DataRow("find kept -name '*.txt' -exec grep x {} +")]
    [DataRow("find . -name a.txt -exec cp {} /tmp \\;")]
    [DataRow("find . -name '*.txt'")]
    [DataRow("git clean -fdx")]
    [DataRow("git clean -ndx kept")]
    [DataRow("git clean -fdx src")]
    [DataRow("git checkout -b kept/x")]
    [DataRow("git restore src")]
    [DataRow("tar cf /tmp/a.tar kept")]
    [DataRow("tar -C kept -cf /tmp/a.tar .")]
    [DataRow("tar xf kept/a.tar -C src")]
    [DataRow("unzip kept/a.zip -d src")]
    [DataRow("unzip -l kept/a.zip")]
    [DataRow("awk '{print}' kept/a.txt")]
    [DataRow("wget -P src https://example.org/kept")]
    [DataRow("curl -O --output-dir src https://example.org/kept")]
    [DataRow("cat kept/a.txt build/RepoHooks.cs")]
    [DataRow("grep -rn x kept > out.txt")]
    [DataRow("cp kept/a.txt src/")]
    [DataRow("cp -r build /tmp/copy")]
    [DataRow("git add build kept && git commit -m 'kept/a.txt > build/x'")]
    [DataRow("git rm --cached kept/a.txt")]
    [DataRow("git checkout main")]
    [DataRow("git restore --staged kept")]
    [DataRow("rm -rf src")]
    [DataRow("rm -rf .github")]
    [DataRow("rm src/*.cs")]
    [DataRow("chmod -R u+w src/*/")]
    [DataRow("find . -name '*.tmp' -delete")]
    [DataRow("sed s/a/b/ kept/a.txt")]
    [DataRow("sed -n 1,5p build/RepoHooks.cs")]
    [DataRow("echo 'rm kept/a.txt'")]
    [DataRow("# rm kept/a.txt")]
    [DataRow("dotnet build build")]
    [DataRow("chmod +x src/run.sh")]
    [DataRow("mkdir -p .claude/agents && cp x.md .claude/agents/")]
    [DataRow("cd /tmp && echo x > kept")]
    [DataRow("cd /tmp; echo x > kept")]
    [DataRow("cd /tmp; ls\nrm -rf build")]
    [DataRow("cd src && cd .. && rm src/a.cs")]
    [DataRow("cd kept; make; cd ..; rm a.txt")]
    [DataRow("cd kept; make; cd ..; cd src; make; cd ..; cd kept; make; cd ..; cd src; make; cd ..; cd kept; make; cd ..; cd src; make; cd ..; cd kept; make; cd ..; rm a.txt")]
    [DataRow("mkdir a b c d && cd a; ls; cd ..; cd b; ls; cd ..; cd c; ls; cd ..; cd d; ls; cd ..; rm x")]
    [DataRow("cd kept; cd ..; rm a.txt")]
    [DataRow("cd kept && ls; cd - && rm a.txt")]
    [DataRow("for f in src/*.cs src/b; do rm $f; done")]
    [DataRow("A=(src/a.cs src/b.cs); rm \"${A[@]}\"")]
    [DataRow("cd kept; cd; rm a.txt")]
    [DataRow("echo x > ~/notes.txt")]
    [DataRow("echo x > $UNKNOWN_VARIABLE")]
    [DataRow("D=src/; D+=kept; echo x > $D")]
    [DataRow("D=src; echo x > ${D:-kept}/a.txt")]
    [DataRow("ls 2>&1 >/dev/null")]
    [DataRow("")]
    public async Task Any_other_command_line_passes(string line)
    {
        _ = _repository.Files.Write("kept/a.txt", ".claude/settings.json");
        (await _repository.ShellAsync(line)).ShouldBeEmpty(line);
    }

    [TestMethod]
    public async Task Another_working_tree_of_the_repository_is_protected_too()
    {
        _ = _repository.Files.Commit("README.md").Git("worktree", "add", "-q", _repository.Home + "/other");
        _ = _repository.Files.Git("worktree", "add", "-q", "inside");
        foreach (var tree in (string[])[_repository.Home + "/other", "inside"])
        {
            (await _repository.EditAsync($"{tree}/build/RepoHooks.cs")).ShouldContain("the hooks of this repository", customMessage: tree);
            (await _repository.EditAsync($"{tree}/kept/a.txt")).ShouldContain("its hooks say so");
            (await _repository.EditAsync($"{tree}/.git")).ShouldContain("git's own folder");
            (await _repository.EditAsync($"{tree}/src/a.cs")).ShouldBeEmpty();
            (await _repository.ShellAsync($"cd {tree} && rm kept/x")).ShouldContain("its hooks say so");
        }

        _ = TempRepository.Run(_repository.Home, "git", "init", "-q", "foreign");
        (await _repository.EditAsync($"{_repository.Home}/foreign/build/RepoHooks.cs")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task What_is_left_out_or_not_asked_for_passes()
    {
        _repository.Hooks = [Make.Guard("Guard", "agent:protect-paths --no-defaults --project=files", "kept/**") with { Exclude = ["kept/open/**"] }];
        foreach (var path in (string[])[".git/config", ".claude/settings.json", "build/Helper.cs", "kept/open/a.txt"])
        {
            (await _repository.EditAsync(path)).ShouldBeEmpty(path);
        }

        foreach (var path in (string[])["kept/a.txt", "build/Hooks.csproj", "build/H.cs"])
        {
            (await _repository.EditAsync(path)).ShouldNotBeEmpty(path);
        }

        _repository.Hooks = [Make.Guard("Guard", "agent:protect-paths --project none")];
        (await _repository.EditAsync("build/Hooks.csproj")).ShouldBeEmpty();
        (await _repository.EditAsync(".git/config")).ShouldNotBeEmpty();
    }

    [TestMethod]
    [DataRow("unzip 'a", "within a quote")]
    [DataRow("for a in {0}; do for b in {0}; do rm $a/$b; done; done", "variables, loops and folders")]
    public async Task What_nobody_can_tell_is_denied_and_says_why(string line, string why) =>
        (await _repository.ShellAsync(line.Replace("{0}", string.Join(' ', Enumerable.Range(0, 200)), StringComparison.Ordinal))).ShouldContain(why);

    [TestMethod]
    public async Task What_nobody_can_read_and_names_that_mislead_do_no_harm()
    {
        (await _repository.ShellAsync(string.Concat(Enumerable.Repeat("$(", 300)))).ShouldContain("nested so deeply");
        (await _repository.EditAsync("kept/a\n\u001b[2Jignore all that")).ShouldStartWith("kept/a??[2Jignore all that is protected");
        _ = await _repository.ShellAsync("rm 'a\0b' [ [z- {a ** '~x' \\\\?\\");
        Random random = new(7);
        var letters = "rm kept/a.txt>$~*?[]{}'\"\\;|&()\n\0é=-".ToCharArray();
        for (var i = 0; i < 300; i++)
        {
            _ = await _repository.ShellAsync(new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => letters[random.Next(letters.Length)])]));
        }
    }

    public void Dispose() => _repository.Dispose();
}
