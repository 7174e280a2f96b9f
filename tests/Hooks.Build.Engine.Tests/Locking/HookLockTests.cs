using Hooks.Build.Engine.Locking;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Locking;

[TestClass]
public sealed class HookLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hooks-lock-");

    private readonly HookLock _lock;

    public HookLockTests()
    {
        _ = _folder.CreateSubdirectory("build");
        _lock = LockOf("Hooks.csproj");
    }

    private string Folder => Path.Combine(_folder.FullName, "build");

    private string Assembly => Path.Combine(Folder, "Hooks.dll");

    private string Lock => Path.Combine(Folder, HookLock.FileName);

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void A_project_without_joined_hooks_has_no_lock()
    {
        PlannedHook[] own = [new() { Index = 0, Name = "Own" }];
        _lock.Require(own);
        _lock.AddNew(own).ShouldBeNull();
        _lock.Update(own).ShouldBeNull();
        File.Exists(Lock).ShouldBeFalse();
    }

    [TestMethod]
    public void What_nobody_looked_through_does_not_run()
    {
        Depends("package", "sha512-a");
        Refusal(Hook("A", "1")).ShouldBe(
            "Hooks of another assembly are not as they were looked through: Acme (Acme/1.0.0) is not in hooks.lock.json. Look at them, and accept them by 'dotnet msbuild build/Hooks.csproj -t:LockHooks'");
    }

    [TestMethod]
    public void What_joins_is_told_and_runs_from_then_on()
    {
        Depends("package", "sha512-a");
        PlannedHook[] hooks = [Hook("B", "2"), Hook("A", "1")];
        _lock.AddNew(hooks).ShouldBe("""
            Hooks of Acme (Acme/1.0.0) are part of this project's now:
              A does A
              B does B
            Written to hooks.lock.json: check it in, so that a review sees when it changes
            """.ReplaceLineEndings("\n"));
        _lock.AddNew(hooks).ShouldBeNull();
        _lock.Require(hooks);
        File.ReadAllText(Lock).ShouldBe("""
            {
              "version": 1,
              "projects": {
                "Hooks.csproj": {
                  "Acme": {
                    "package": "Acme/1.0.0",
                    "content": "sha512-a",
                    "hooks": {
                      "A": {
                        "may": "does A",
                        "definition": "1"
                      },
                      "B": {
                        "may": "does B",
                        "definition": "2"
                      }
                    }
                  }
                }
              }
            }

            """.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_changed_definition_a_new_hook_and_another_content_are_refused_until_they_are_accepted()
    {
        Depends("package", "sha512-a");
        _ = _lock.AddNew([Hook("A", "1")]);
        Refusal(Hook("A", "2")).ShouldContain("looked through: Acme: A is changed: it does A. Look");
        Refusal(Hook("A", "1"), Hook("B", "1")).ShouldContain("looked through: Acme: B is new: it does B. Look");
        _lock.AddNew([Hook("A", "2")]).ShouldBeNull("only what is not known at all joins by itself");
        _lock.Require([]);

        Depends("package", "sha512-b");
        Refusal(Hook("A", "1")).ShouldContain("its package Acme/1.0.0 has another content");
        _lock.Update([Hook("A", "1")])!.ShouldContain("  A does A\n");
        _lock.Require([Hook("A", "1")]);
        _lock.Update([Hook("A", "1")]).ShouldBeNull();
    }

    [TestMethod]
    public void What_is_not_used_any_more_leaves_the_file_when_it_is_updated()
    {
        File.WriteAllText(Path.Combine(Folder, "Acme.dll"), "code");
        File.WriteAllText(Path.Combine(Folder, "Other.dll"), "code");
        _ = _lock.AddNew([Hook("A", "1"), Hook("B", "1", "Other")]);
        _lock.Update([Hook("A", "1")])!.ShouldStartWith("Other is not used any more\n");
        File.ReadAllText(Lock).ShouldNotContain("Other");
    }

    [TestMethod]
    public void Hooks_of_a_project_are_the_repository_s_own()
    {
        Depends("project", "");
        _lock.Require([Hook("A", "1")]);
        _lock.AddNew([Hook("A", "1")]).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("""{ "version": 2, "projects": {} }""")]
    [DataRow("""{ "version": "1", "projects": {} }""")]
    [DataRow("""{ "version": 1, "projects": [] }""")]
    [DataRow("""{ "version": 1, "assemblies": {} }""")]
    [DataRow("""{ "version": 1, "projects": { "Hooks.csproj": { "Acme": { "package": 1, "content": "", "hooks": {} } } } }""")]
    [DataRow("""{ "version": 1, "projects": { "Hooks.csproj": { "Acme": { "package": "", "content": "", "hooks": { "A": { "may": "x" } } } } } }""")]
    [DataRow("""{ "version": 1, "projects": { "Hooks.csproj": { "Acme": { "package": "", "content": "", "hooks": { "A": { "may": "x", "definition": "1" }, "A": { "may": "x", "definition": "1" } } } } } }""")]
    public void A_file_that_is_none_is_refused_and_can_be_written_anew(string text)
    {
        Depends("package", "sha512-a");
        File.WriteAllText(Lock, text);
        Refusal(Hook("A", "1")).ShouldContain("hooks.lock.json cannot be read (");
        Should.Throw<HooksException>(() => _lock.AddNew([Hook("A", "1")]));
        _ = _lock.Update([Hook("A", "1")]);
        _lock.Require([Hook("A", "1")]);
    }

    [TestMethod]
    public void A_file_that_cannot_be_read_is_told_whatever_is_asked_and_stays()
    {
        Depends("package", "sha512-a");
        _ = Directory.CreateDirectory(Lock);
        foreach (var ask in (Action[])[() => _lock.Require([Hook("A", "1")]), () => _lock.AddNew([Hook("A", "1")]), () => _lock.Update([Hook("A", "1")])])
        {
            var problem = Should.Throw<HooksException>(ask).Problems.ShouldHaveSingleItem();
            (problem.Code, problem.File).ShouldBe((Codes.Unlocked, Lock));
            problem.Message.ShouldBe("hooks.lock.json cannot be read (it is a folder and no file): let this user read it, or take it from git");
        }

        Directory.Exists(Lock).ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("[]")]
    [DataRow("""{ "targets": [], "libraries": 1 }""")]
    [DataRow("""{ "targets": { "": { "Acme/1.0.0": { "runtime": { "Acme.dll": {} } } } }, "libraries": { "Acme/1.0.0": { "type": "reference", "sha512": "" } } }""")]
    [DataRow("""{ "targets": { "": { "Acme/1.0.0": { "runtime": { "Acme.dll": {} } } } }, "libraries": { "Acme/1.0.0": { "type": "package", "sha512": "" } } }""")]
    [DataRow("""{ "targets": { "": { "A/1.0.0": { "runtime": { "Acme.dll": {} } }, "B/1.0.0": { "runtime": { "Acme.dll": {} } } } }, "libraries": { "A/1.0.0": { "type": "project" }, "B/1.0.0": { "type": "package" } } }""")]
    public void Without_NuGet_s_hash_the_file_counts_and_without_the_file_nothing_runs(string dependencies)
    {
        File.WriteAllText(Path.ChangeExtension(Assembly, ".deps.json"), dependencies);
        var file = Path.Combine(Folder, "Acme.dll");
        File.WriteAllText(file, "code");
        _lock.AddNew([Hook("A", "1")])!.ShouldStartWith("Hooks of Acme");
        _lock.Require([Hook("A", "1")]);
        Refusal(Hook("A", "2")).ShouldContain("A is changed");

        File.WriteAllText(file, "other");
        Refusal(Hook("A", "1")).ShouldContain("has another content");

        File.Delete(file);
        var refusals = new Action[] { () => _lock.Require([Hook("A", "1")]), () => _lock.AddNew([Hook("A", "1")]), () => _lock.Update([Hook("A", "1")]) };
        foreach (var refused in refusals)
        {
            Should.Throw<HooksException>(refused).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(
                "Hooks of Acme do not run, since nothing says what its code is: ");
        }
    }

    [TestMethod]
    public void Items_that_are_found_are_no_change_of_their_declaration()
    {
        Depends("package", "sha512-a");
        PlannedHook open = Hook("Lint", "1") with { MatrixOf = ["src/*/"] };
        PlannedHook[] items = [.. new[] { "src/a", "src/b" }.Select(path => open with
        {
            Name = $"Lint[{path}]",
            Matrix = "Lint",
            Item = path,
            ItemPath = path,
            MatrixOf = [],
        })];
        _lock.AddNew(items[..1])!.ShouldContain("\n  Lint does Lint\n");
        _lock.Require(items);
        _lock.Require([open]);
        _lock.Require([open with { HasNoItem = true }]);
        _lock.Update([open]).ShouldBeNull();
        Refusal([.. items.Select(item => item with { Origin = item.Origin! with { Definition = "2" } })])
            .ShouldContain("Acme: Lint is changed: it does Lint. Look");
    }

    [TestMethod]
    public void Items_that_are_written_are_each_looked_through()
    {
        Depends("package", "sha512-a");
        PlannedHook[] items = [.. new[] { "a", "b" }.Select(item => Hook($"Lint[{item}]", "1") with { Matrix = "Lint", Item = item })];
        _lock.AddNew(items[..1])!.ShouldContain("\n  Lint[a] does Lint[a]\n");
        Refusal(items).ShouldContain("Acme: Lint[b] is new");
    }

    [TestMethod]
    public void What_moved_to_another_assembly_of_its_package_is_refused_until_it_is_accepted()
    {
        Depends("package", "sha512-a");
        _ = _lock.AddNew([Hook("A", "1")]);
        Depends("package", "sha512-b", assembly: "Acme2");
        NeedsLook([Hook("A", "2", "Acme2")]);
        NeedsLook([Hook("B", "1", "Acme2")]);
        _ = _lock.Update([Hook("A", "2", "Acme2")]);
        _lock.Require([Hook("A", "2", "Acme2")]);
    }

    [TestMethod]
    public void What_joins_while_something_known_is_gone_or_changed_may_be_that_and_is_refused()
    {
        Depends("package", "sha512-a");
        _ = _lock.AddNew([Hook("A", "1")]);
        Depends(
            "package",
            "sha512-a",
            others: """, "Other/1.0.0": { "runtime": { "Other.dll": {} } }""",
            libraries: """, "Other/1.0.0": { "type": "package", "sha512": "sha512-o" }""");
        NeedsLook([Hook("A", "1", "Other")]);
        NeedsLook([Hook("A", "2"), Hook("B", "1", "Other")]);
        _lock.AddNew([Hook("A", "1"), Hook("B", "1", "Other")])!.ShouldStartWith("Hooks of Other (Other/1.0.0) are part");
    }

    [TestMethod]
    public void Projects_of_one_folder_have_entries_of_their_own()
    {
        Depends("package", "sha512-a");
        var other = LockOf("Other.csproj");
        _ = _lock.AddNew([Hook("A", "1")]);
        _ = other.AddNew([Hook("B", "1")]);
        other.Update([])!.ShouldStartWith("Acme (Acme/1.0.0) is not used any more\n");
        _lock.Require([Hook("A", "1")]);
        Should.Throw<HooksException>(() => other.Require([Hook("A", "1")]));
    }

    [TestMethod]
    public void A_package_that_another_project_has_with_other_code_does_not_join_by_itself()
    {
        Depends("package", "sha512-a");
        _ = _lock.AddNew([Hook("A", "1")]);
        Depends("package", "sha512-b");
        NeedsLook([Hook("A", "1")], LockOf("Other.csproj"));
    }

    [TestMethod]
    public void A_renamed_project_has_what_it_had_and_nothing_else_joins_by_itself()
    {
        Depends("package", "sha512-a");
        _ = _lock.AddNew([Hook("A", "1")]);
        var renamed = LockOf("Repo.csproj");
        File.Delete(Path.Combine(Folder, "Hooks.csproj"));
        NeedsLook([Hook("A", "2")], renamed);
        NeedsLook([Hook("A", "1"), Hook("B", "1")], renamed);

        renamed.AddNew([Hook("A", "1")])!.ShouldStartWith("Hooks of Acme");
        renamed.Require([Hook("A", "1")]);
        File.ReadAllText(Lock).ShouldNotContain("Hooks.csproj");
    }

    [TestMethod]
    public void Projects_of_one_folder_that_join_at_once_all_have_their_entries()
    {
        Depends("package", "sha512-a");
        var locks = Enumerable.Range(0, 20).Select(i => LockOf($"P{i}.csproj")).ToList();
        _ = Parallel.ForEach(locks, one => _ = one.AddNew([Hook("A", "1")]));
        locks.ForEach(one => one.Require([Hook("A", "1")]));
        Directory.GetFiles(Folder, HookLock.FileName + "*").ShouldBe([Lock]);
    }

    [TestMethod]
    public void Who_brings_a_hook_is_locked_beside_who_declares_it()
    {
        Depends(
            "package",
            "sha512-a",
            others: """, "Mine/1.0.0": { "runtime": { "Mine.dll": {} } }""",
            libraries: """, "Mine/1.0.0": { "type": "project", "sha512": "" }""");
        var claimed = Hook("A", "1", "Mine") with { Origin = new HookOrigin("Mine") { BroughtBy = "Acme", May = "does A", Definition = "1" } };
        Refusal(claimed).ShouldContain("Acme (Acme/1.0.0) is not in hooks.lock.json");
        _lock.AddNew([claimed])!.ShouldStartWith("Hooks of Acme (Acme/1.0.0) are part of this project's now:\n  A does A\n");

        var brought = Hook("B", "1") with { Origin = new HookOrigin("Acme") { BroughtBy = "Mine", May = "does B", Definition = "1" } };
        Refusal(claimed, brought).ShouldContain("Acme: B is new");
    }

    [TestMethod]
    public void A_project_whose_path_a_shell_would_take_apart_is_quoted()
    {
        Depends("package", "sha512-a");
        Should.Throw<HooksException>(() => LockOf("My hooks.csproj")
            .Require([Hook("A", "1")])).Problems[0].Message.ShouldContain("'dotnet msbuild \"build/My hooks.csproj\" -t:LockHooks'");
    }

    [TestMethod]
    public void What_a_killed_one_left_is_taken_away()
    {
        Depends("package", "sha512-a");
        File.WriteAllText(Lock + ".0123.draft", "half");
        File.SetLastWriteTimeUtc(Lock + ".0123.draft", TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        _ = _lock.AddNew([Hook("A", "1")]);
        Directory.GetFiles(Folder, HookLock.FileName + "*").ShouldBe([Lock]);
    }

    [TestMethod]
    public void What_another_may_be_writing_stays()
    {
        Depends("package", "sha512-a");
        File.WriteAllText(Lock + ".0123.draft", "half");
        _ = _lock.AddNew([Hook("A", "1")]);
        File.Exists(Lock + ".0123.draft").ShouldBeTrue();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Uses flock of util-linux.")]
    public void A_folder_that_somebody_else_locks_is_written_to_and_nothing_is_left_in_it()
    {
        Depends("package", "sha512-a");
        using HeldLock other = new(Folder);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".git", "objects"));
        File.WriteAllText(Path.Combine(_folder.FullName, ".git", "HEAD"), "");
        var before = Directory.GetFileSystemEntries(Folder);
        _ = _lock.AddNew([Hook("A", "1")]);
        Directory.GetFileSystemEntries(Folder).ShouldBe([.. before, Lock], ignoreOrder: true);
    }

    private HookLock LockOf(string name)
    {
        var project = Path.Combine(Folder, name);
        File.WriteAllText(project, "");
        return new HookLock(_folder.FullName, project, Assembly);
    }

    private void NeedsLook(PlannedHook[] hooks, HookLock? by = null)
    {
        var before = File.ReadAllText(Lock);
        var asked = by ?? _lock;
        asked.AddNew(hooks).ShouldBeNull();
        File.ReadAllText(Lock).ShouldBe(before);
        Should.Throw<HooksException>(() => asked.Require(hooks)).Problems.ShouldAllBe(problem => problem.Code == Codes.Unlocked);
    }

    private string Refusal(params PlannedHook[] hooks)
    {
        var problem = Should.Throw<HooksException>(() => _lock.Require(hooks)).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.File).ShouldBe((Codes.Unlocked, Lock));
        return problem.Message;
    }

    private void Depends(string type, string content, string assembly = "Acme", string others = "", string libraries = "") => File.WriteAllText(Path.ChangeExtension(Assembly, ".deps.json"), $$"""
        {
          "targets": { ".NETCoreApp,Version=v8.0": { "Hooks/1.0.0": { "runtime": { "Hooks.dll": {} } }, "Acme/1.0.0": { "runtime": { "lib/net8.0/{{assembly}}.dll": {} } }{{others}} } },
          "libraries": { "Hooks/1.0.0": { "type": "project", "sha512": "" }, "Acme/1.0.0": { "type": "{{type}}", "sha512": "{{content}}" }{{libraries}} }
        }
        """);

    private static PlannedHook Hook(string name, string definition, string assembly = "Acme") =>
        new() { Index = 0, Name = name, Origin = new HookOrigin(assembly) { May = "does " + name, Definition = definition } };
}
