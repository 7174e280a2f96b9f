using Hooks.Build.Engine.Locking;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Locking;

[TestClass]
public sealed class HookLockTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hooks-lock-");

    private string Project => Path.Combine(_folder.FullName, "Hooks.csproj");

    private string Assembly => Path.Combine(_folder.FullName, "Hooks.dll");

    private string Lock => Path.Combine(_folder.FullName, HookLock.FileName);

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void A_project_without_joined_hooks_has_no_lock()
    {
        PlannedHook[] own = [new() { Index = 0, Name = "Own" }];
        HookLock.Require(own, Project, Assembly);
        HookLock.AddNew(own, Project, Assembly).ShouldBeNull();
        HookLock.Update(own, Project, Assembly).ShouldBeNull();
        File.Exists(Lock).ShouldBeFalse();
    }

    [TestMethod]
    public void What_nobody_looked_through_does_not_run()
    {
        Depends("package", "sha512-a");
        Refusal(Hook("A", "1")).ShouldBe(
            "Hooks of another assembly are not as they were looked through: Acme (Acme/1.0.0) is not in hooks.lock.json. Look at them, and accept them by 'dotnet msbuild Hooks.csproj -t:LockHooks'");
    }

    [TestMethod]
    public void What_joins_is_told_and_runs_from_then_on()
    {
        Depends("package", "sha512-a");
        PlannedHook[] hooks = [Hook("B", "2"), Hook("A", "1")];
        HookLock.AddNew(hooks, Project, Assembly).ShouldBe("""
            Hooks of Acme (Acme/1.0.0) are part of this project's now:
              A does A
              B does B
            Written to hooks.lock.json: check it in, so that a review sees when it changes
            """.ReplaceLineEndings("\n"));
        HookLock.AddNew(hooks, Project, Assembly).ShouldBeNull();
        HookLock.Require(hooks, Project, Assembly);
        File.ReadAllText(Lock).ShouldBe("""
            {
              "version": 1,
              "assemblies": {
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

            """.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_changed_definition_a_new_hook_and_another_content_are_refused_until_they_are_accepted()
    {
        Depends("package", "sha512-a");
        _ = HookLock.AddNew([Hook("A", "1")], Project, Assembly);
        Refusal(Hook("A", "2")).ShouldContain("looked through: Acme: A is changed: it does A. Look");
        Refusal(Hook("A", "1"), Hook("B", "1")).ShouldContain("looked through: Acme: B is new: it does B. Look");
        HookLock.AddNew([Hook("A", "2")], Project, Assembly).ShouldBeNull("only what is not known at all joins by itself");
        HookLock.Require([], Project, Assembly);

        Depends("package", "sha512-b");
        Refusal(Hook("A", "1")).ShouldContain("its package Acme/1.0.0 has another content");
        HookLock.Update([Hook("A", "1")], Project, Assembly)!.ShouldContain("  A does A\n");
        HookLock.Require([Hook("A", "1")], Project, Assembly);
        HookLock.Update([Hook("A", "1")], Project, Assembly).ShouldBeNull();
    }

    [TestMethod]
    public void What_is_not_used_any_more_leaves_the_file_when_it_is_updated()
    {
        _ = HookLock.AddNew([Hook("A", "1"), Hook("B", "1", "Other")], Project, Assembly);
        HookLock.Update([Hook("A", "1")], Project, Assembly)!.ShouldStartWith("Other is not used any more\n");
        File.ReadAllText(Lock).ShouldNotContain("Other");
    }

    [TestMethod]
    public void Hooks_of_a_project_are_the_repository_s_own()
    {
        Depends("project", "");
        HookLock.Require([Hook("A", "1")], Project, Assembly);
        HookLock.AddNew([Hook("A", "1")], Project, Assembly).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("""{ "version": 2, "assemblies": {} }""")]
    [DataRow("""{ "version": "1", "assemblies": {} }""")]
    [DataRow("""{ "version": 1, "assemblies": [] }""")]
    [DataRow("""{ "version": 1, "assemblies": { "Acme": { "package": 1, "content": "", "hooks": {} } } }""")]
    [DataRow("""{ "version": 1, "assemblies": { "Acme": { "package": "", "content": "", "hooks": { "A": { "may": "x" } } } } }""")]
    [DataRow("""{ "version": 1, "assemblies": { "Acme": { "package": "", "content": "", "hooks": { "A": { "may": "x", "definition": "1" }, "A": { "may": "x", "definition": "1" } } } } }""")]
    public void A_file_that_is_none_is_refused_and_can_be_written_anew(string text)
    {
        File.WriteAllText(Lock, text);
        Refusal(Hook("A", "1")).ShouldContain("hooks.lock.json cannot be read (");
        Should.Throw<HooksException>(() => HookLock.AddNew([Hook("A", "1")], Project, Assembly));
        _ = HookLock.Update([Hook("A", "1")], Project, Assembly);
        HookLock.Require([Hook("A", "1")], Project, Assembly);
    }

    [TestMethod]
    [DataRow("nonsense")]
    [DataRow("[]")]
    [DataRow("""{ "targets": [], "libraries": 1 }""")]
    public void Without_a_list_of_packages_definitions_count_alone(string dependencies)
    {
        File.WriteAllText(Path.ChangeExtension(Assembly, ".deps.json"), dependencies);
        HookLock.AddNew([Hook("A", "1")], Project, Assembly)!.ShouldStartWith("Hooks of Acme are part");
        HookLock.Require([Hook("A", "1")], Project, Assembly);
        Refusal(Hook("A", "2")).ShouldContain("A is changed");
    }

    private string Refusal(params PlannedHook[] hooks)
    {
        var problem = Should.Throw<HooksException>(() => HookLock.Require(hooks, Project, Assembly)).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.File).ShouldBe((Codes.Unlocked, Lock));
        return problem.Message;
    }

    private void Depends(string type, string content) => File.WriteAllText(Path.ChangeExtension(Assembly, ".deps.json"), $$"""
        {
          "targets": { ".NETCoreApp,Version=v8.0": { "Hooks/1.0.0": { "runtime": { "Hooks.dll": {} } }, "Acme/1.0.0": { "runtime": { "lib/net8.0/Acme.dll": {} } } } },
          "libraries": { "Hooks/1.0.0": { "type": "project", "sha512": "" }, "Acme/1.0.0": { "type": "{{type}}", "sha512": "{{content}}" } }
        }
        """);

    private static PlannedHook Hook(string name, string definition, string assembly = "Acme") =>
        new() { Index = 0, Name = name, Origin = new HookOrigin(assembly) { May = "does " + name, Definition = definition } };
}
