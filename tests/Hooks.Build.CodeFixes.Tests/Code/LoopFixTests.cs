using Hooks.Build.CodeFixes.Code;
using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators.Code;

namespace Hooks.Build.CodeFixes.Tests.Code;

[TestClass]
public sealed class LoopFixTests
{
    [TestMethod]
    public Task Files_of_a_hook_are_visited_several_at_a_time() => CodeFixRun.VerifyAsync<CodeAnalyzer, LoopFix>(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**"])] static async Task NoTabs(HookContext hook)
            {
                // Each file.
                foreach (var file in hook.Files)
                {
                    var text = {|HOOK0021:await|} file.ReadTextAsync(hook.Cancellation);
                    if (text.Length == 0)
                        continue;

                    foreach (var line in text.Split('\n'))
                    {
                        if (line.Length == 0)
                            continue;

                        hook.Error(file, 1, 1, "TAB", "no tabs");
                    }
                }

                foreach (var each in hook.Files)
                    {|HOOK0021:await|} each.ReadBytesAsync(hook.Cancellation);
            }
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Files = ["**"])] static async Task NoTabs(HookContext hook)
            {
                // Each file.
                await hook.ForEachFileAsync(async (file, cancel) =>
                {
                    var text = await file.ReadTextAsync(cancel);
                    if (text.Length == 0)
                        return;

                    foreach (var line in text.Split('\n'))
                    {
                        if (line.Length == 0)
                            continue;

                        hook.Error(file, 1, 1, "TAB", "no tabs");
                    }
                });

                await hook.ForEachFileAsync(async (each, cancel) =>
                {
                    await each.ReadBytesAsync(cancel);
                });
            }
        }
        """);

    [TestMethod]
    public Task Other_work_is_awaited_together() => CodeFixRun.VerifyAsync<CodeAnalyzer, LoopFix>(
        """
        using System.IO;
        class Tool
        {
            async Task Copy(string[] names)
            {
                foreach (var name in names)
                {
                    var text = {|HOOK0021:await|} File.ReadAllTextAsync(name);
                    await File.WriteAllTextAsync(name + ".copy", text);
                }
            }
        }
        """,
        """
        using System.IO;
        class Tool
        {
            async Task Copy(string[] names)
            {
                await Task.WhenAll(names.Select(async name =>
                {
                    var text = await File.ReadAllTextAsync(name);
                    await File.WriteAllTextAsync(name + ".copy", text);
                }));
            }
        }
        """,
        globalConfig: "build_property.HooksAudit = true");

    [TestMethod]
    public Task What_a_loop_within_skips_it_skips_still() => CodeFixRun.VerifyAsync<CodeAnalyzer, LoopFix>(
        """
        using System.IO;
        class Tool
        {
            async Task Read(string[] names, (string Name, int Size)[][] groups)
            {
                foreach (var name in names)
                {
                    var text = {|HOOK0021:await|} File.ReadAllTextAsync(name);
                    foreach (var (start, size) in groups[0])
                    {
                        if (size == text.Length)
                            continue;

                        _ = start.Trim();
                    }
                }
            }
        }
        """,
        """
        using System.IO;
        class Tool
        {
            async Task Read(string[] names, (string Name, int Size)[][] groups)
            {
                await Task.WhenAll(names.Select(async name =>
                {
                    var text = await File.ReadAllTextAsync(name);
                    foreach (var (start, size) in groups[0])
                    {
                        if (size == text.Length)
                            continue;

                        _ = start.Trim();
                    }
                }));
            }
        }
        """,
        globalConfig: "build_property.HooksAudit = true");

    [TestMethod]
    public Task The_loop_around_one_that_takes_elements_apart_stays_a_loop()
    {
        const string Source =
            """
            using System.IO;
            class Tool
            {
                async Task Read((string Name, int Size)[][] groups)
                {
                    foreach (var group in groups)
                    {
                        foreach (var (name, size) in group)
                            {|HOOK0021:await|} File.ReadAllTextAsync(name);
                    }
                }
            }
            """;
        return CodeFixRun.VerifyAsync<CodeAnalyzer, LoopFix>(Source, Source, globalConfig: "build_property.HooksAudit = true");
    }
}
