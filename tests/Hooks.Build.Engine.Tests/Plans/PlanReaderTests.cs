using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Plans;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class PlanReaderTests
{
    [TestMethod]
    public void Every_field_comes_through_an_assembly()
    {
        var hook = ReadHandWritten("""
            Format=5
            Package=9.9.9
            Hook=First
            Kind=Method
            Type=Repo.Outer+RepoHooks
            TakesContext=true
            Hook=Second
            Kind=Command
            Type=RepoHooks
            Assembly=Acme.Hooks
            Command=a
            Command=b c
            Command
            Command=d
            Command={files}
            Fix=fix
            Fix={files}
            DependsOn=First
            After=First
            Stages=10
            Profiles=fast
            Profiles=slow
            Files=**/*.cs
            Exclude=gen/**
            Reads=r/*
            Writes=w/*
            Locks=nuget
            Timeout=77
            Severity=2
            Retries=3
            Cores=2.5
            Batch=true
            PerFile=true
            NoCache=true
            NeverFixes=true
            AsksToFix=true
            StagesAreOfOthers=true
            ProfilesAreOfOthers=true
            Environment=FOO
            WorkingDirectory=src
            Description=\\ \u00FCn\u00EF "quoted" a=b
            Wave=4
            Rank=5
            File=build/H.cs
            Line=12
            Column=34
            Hash=abc
            Defined=hooks/Team.cs(1,2)
            Definition=def
            May=runs

            """).Hooks[1];
        hook.Origin.ShouldBe(new HookOrigin("Acme.Hooks") { Place = "hooks/Team.cs(1,2)", Definition = "def", May = "runs" });
        hook.Index.ShouldBe(1);
        hook.Name.ShouldBe("Second");
        hook.Kind.ShouldBe(HookKind.Command);
        hook.Command.ShouldBe([["a", "b c"], ["d", "{files}"]]);
        hook.Fix.ShouldBe([["fix", "{files}"]]);
        hook.DependsOn.ShouldBe(["First"]);
        hook.After.ShouldBe(["First"]);
        hook.Stages.ShouldBe(HookStages.PreCommit | HookStages.PrePush);
        hook.Profiles.ShouldBe(["fast", "slow"]);
        hook.Files.ShouldBe(["**/*.cs"]);
        hook.Exclude.ShouldBe(["gen/**"]);
        hook.Reads.ShouldBe(["r/*"]);
        hook.Writes.ShouldBe(["w/*"]);
        hook.Locks.ShouldBe(["nuget"]);
        hook.Timeout.ShouldBe(77);
        hook.Severity.ShouldBe(HookSeverity.Critical);
        hook.Retries.ShouldBe(3);
        hook.Cores.ShouldBe(2.5);
        hook.Batch.ShouldBeTrue();
        hook.NoCache.ShouldBeTrue();
        hook.Environment.ShouldBe(["FOO"]);
        hook.WorkingDirectory.ShouldBe("src");
        hook.Description.ShouldBe("\\ ünï \"quoted\" a=b");
        hook.Type.ShouldBe("RepoHooks");
        hook.PerFile.ShouldBeTrue();
        hook.NeverFixes.ShouldBeTrue();
        hook.TakesContext.ShouldBeFalse();
        hook.Wave.ShouldBe(4);
        hook.Rank.ShouldBe(5);
        hook.File.ShouldBe("build/H.cs");
        hook.Line.ShouldBe(12);
        hook.Column.ShouldBe(34);
        hook.Hash.ShouldBe("abc");
    }

    [TestMethod]
    public void Items_clean_up_and_validations_are_read_as_the_generator_means_them()
    {
        using TempFolder folder = new();
        var plan = PlanReader.Read(HooksAssembly.Compile(folder.Path, """
            static class RepoHooks
            {
                [Hook(Matrix = ["a", "b/c"])] static bool Test(HookContext hook) => true;
                [Hook(Gates = false)] const string Audit = "audit";
                [Hook(DependsOn = [nameof(Test), nameof(Audit)])] const string Pack = "pack";
                [Hook(Finally = true, DependsOn = [nameof(Pack)])] const string Stop = "stop";
            }
            """));
        plan.Hooks.Select(hook => hook.Name).ShouldBe(["Test[a]", "Test[b/c]", "Audit", "Pack", "Stop"]);
        (plan.Hooks[1].Matrix, plan.Hooks[1].Item, plan.Hooks[1].Member).ShouldBe(("Test", "b/c", "Test"));
        (plan.Hooks[2].Gates, plan.Hooks[4].Finally).ShouldBe((false, true));
        plan.Requirements[3].ShouldBe([0, 1, 2]);
        plan.Prerequisites[3].ShouldBe([0, 1]);
        plan.Order.DependenciesOf(3).ShouldBe([0, 1]);
        plan.Order.DependenciesOf(4).ShouldBe([0, 1, 2, 3]);
        plan.Hooks.Select(hook => hook.Wave).ShouldBe(plan.Order.Waves());
    }

    [TestMethod]
    public void What_the_generator_writes_is_read_back()
    {
        using TempFolder folder = new();
        var plan = PlanReader.Read(HooksAssembly.Compile(folder.Path, """
            static class RepoHooks
            {
                [Hook(Files = ["**/*.cs"], Fix = "dotnet format {files}", Timeout = 9, Severity = HookSeverity.Warning, Cores = 1.5)]
                const string Format = "dotnet format --check {files}";

                [Hook(DependsOn = [nameof(Format)], After = [nameof(Last)], Profiles = ["slow"], Cache = false)]
                private static bool Check(HookContext hook) => true;

                [Hook]
                const string Last = "a\nb 'c d'";
            }
            """));
        plan.Hooks.Select(hook => hook.Name).ShouldBe(["Format", "Check", "Last"]);
        plan.Hooks[0].Command.ShouldBe([["dotnet", "format", "--check", "{files}"]]);
        plan.Hooks[0].Severity.ShouldBe(HookSeverity.Warning);
        plan.Hooks[0].Cores.ShouldBe(1.5);
        plan.Hooks[1].Kind.ShouldBe(HookKind.Method);
        plan.Hooks[1].Wave.ShouldBe(1);
        plan.Hooks[1].NoCache.ShouldBeTrue();
        plan.Hooks[2].Command.ShouldBe([["a"], ["b", "c d"]]);
        plan.Prerequisites[1].ShouldBe([0]);
        plan.Order.DependenciesOf(1).ShouldBe([0, 2]);
    }

    [TestMethod]
    public void A_plan_without_hooks_is_empty() => ReadHandWritten("Format=5\nPackage=1\n").Hooks.ShouldBeEmpty();

    [TestMethod]
    public void A_missing_assembly_is_named()
    {
        var problem = Problem(() => PlanReader.Read("/nowhere/Hooks.dll"));
        problem.Code.ShouldBe(Codes.NoAssembly);
        problem.Message.ShouldContain("/nowhere/Hooks.dll");
    }

    [TestMethod]
    public void A_folder_is_no_assembly()
    {
        using TempFolder folder = new();
        Problem(() => PlanReader.Read(folder.Path)).Code.ShouldBe(Codes.NoAssembly);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("M")]
    [DataRow("This is text, and no program at all.")]
    public void Something_else_is_no_assembly(string content)
    {
        using TempFolder folder = new();
        Problem(() => PlanReader.Read(folder.File("x.dll", content))).Code.ShouldBe(Codes.UnreadablePlan);
    }

    [TestMethod]
    public void An_assembly_without_a_plan_says_that_the_generator_did_not_run()
    {
        var problem = Problem(() => PlanReader.Read(typeof(PlanReaderTests).Assembly.Location));
        problem.Code.ShouldBe(Codes.NoPlan);
        problem.Message.ShouldContain("generator");
    }

    [TestMethod]
    public void An_assembly_cut_anywhere_is_refused_and_never_read_wrong()
    {
        using TempFolder folder = new();
        var whole = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, """
            static class H
            {
                [Hook] const string A = "a";
                [Hook(DependsOn = ["A"])] const string B = "b";
            }
            """));
        var path = folder.In("cut.dll");
        for (var length = 0; length < whole.Length; length += length < 1024 ? 7 : 61)
        {
            File.WriteAllBytes(path, whole[..length]);
            HookPlan? plan = null;
            try
            {
                plan = PlanReader.Read(path);
            }
            catch (HooksException)
            {
                continue;
            }

            plan.Hooks.Select(hook => hook.Name).ShouldBe(["A", "B"], $"cut at {length} of {whole.Length}");
        }
    }

    [TestMethod]
    public void An_assembly_with_a_broken_byte_anywhere_is_read_or_refused_but_breaks_nothing()
    {
        using TempFolder folder = new();
        var whole = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"a\"; }"));
        var path = folder.In("broken.dll");
        for (var position = 0; position < whole.Length; position += 3)
        {
            var broken = (byte[])whole.Clone();
            broken[position] ^= 0xFF;
            File.WriteAllBytes(path, broken);
            try
            {
                _ = PlanReader.Read(path);
            }
            catch (HooksException)
            {
                // That is the answer.
            }
        }
    }

    [TestMethod]
    public void A_plan_of_another_format_names_the_version_that_wrote_it()
    {
        var problem = Problem(() => ReadHandWritten("Format=6\nPackage=7.8.9\nUnheard of\n"));
        problem.Code.ShouldBe(Codes.OtherVersion);
        problem.Message.ShouldContain("7.8.9");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Format=5")]
    [DataRow("Format=5\n")]
    [DataRow("Format=two\nPackage=1\n")]
    [DataRow("Package=1\nFormat=5\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nKind=Virus\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nKind=Method\n")]
    [DataRow("Format=5\nPackage=1\nHook\n")]
    [DataRow("Format=5\nPackage=1\nKind=Command\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nStages=4096\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nSeverity=3\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nTimeout=-1\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nTimeout=99999999999\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nCores=NaN\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nBatch=yes\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nUnheard=of\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\\q\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\\u00\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\\\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\n\u001b[31mred\n")]
    [DataRow("Format=5\nPackage=1\nHook=A\nCommand=a\nDependsOn\n")]
    public void Text_that_is_no_plan_is_refused(string text)
    {
        var problem = Problem(() => ReadHandWritten(text));
        problem.Code.ShouldBe(text.Length == 0 ? Codes.NoPlan : Codes.UnreadablePlan);
        problem.Message.ShouldNotContain("\u001b");
        problem.Message.ShouldContain(text.Length == 0 ? "published or packed" : "rebuild the project");
    }

    [TestMethod]
    public void Two_plans_are_none() =>
        Problem(() => ReadHandWritten("Format=5\nPackage=1\n", "Format=2\nPackage=2\n")).Code.ShouldBe(Codes.UnreadablePlan);

    [TestMethod]
    public void A_changed_line_anywhere_is_read_or_refused_but_breaks_nothing()
    {
        using TempFolder folder = new();
        var whole = GeneratedPlan(folder);
        Random random = new(11);
        for (var i = 0; i < 5000; i++)
        {
            var lines = whole.Split('\n').ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
                lines[at] = random.Next(5) switch
                {
                    0 => lines[other],
                    1 => lines[at][..random.Next(lines[at].Length + 1)],
                    2 => lines[at] + (char)random.Next(0x2100),
                    3 => lines[at].Insert(random.Next(lines[at].Length + 1), random.Next(2) == 0 ? "\\" : "="),
                    _ => lines[other].Split('=')[0] + "=" + random.Next(-5, int.MaxValue),
                };
            }

            try
            {
                _ = HookPlan.Create(PlanParser.Parse(string.Join('\n', lines), "a.dll").Hooks);
            }
            catch (Exception e) when (e is HooksException or InvalidDataException)
            {
                // That is the answer.
            }
        }
    }

    [TestMethod]
    public void Any_text_in_a_hook_is_read_back_as_it_was_written()
    {
        using TempFolder folder = new();
        Random random = new(12);
        string[] parts = ["a", " ", "=", "\\", "\n", "\r", "\"", "'", "\0", "\u001f", "é", "\u2028", "\ud83d\ude00", "\ud83d", "{{", "}}", "Hook=", "\\u0041", "\t"];
        var texts = Enumerable.Range(0, 400)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => parts[random.Next(parts.Length)])))
            .ToArray();
        var source = string.Concat(texts.Select((text, i) =>
            $"[Hook(Description = {Literal(text)}, Environment = [{Literal("x" + text)}])] const string H{i} = \"a\"; "));
        var hooks = PlanReader.Read(HooksAssembly.Compile(folder.Path, $"static class H {{ {source} }}")).Hooks;
        hooks.Select(hook => hook.Description).ShouldBe(texts);
        hooks.Select(hook => hook.Environment.Single()).ShouldBe(texts.Select(text => "x" + text));

        static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
    }

    [TestMethod]
    public void A_refused_plan_says_why_and_where()
    {
        var problem = Problem(() => ReadHandWritten("""
            Format=5
            Package=1
            Refused=HOOK0001
            Message=Circular hooks: A -> A
            File=build/H.cs
            Line=3
            Column=4

            """));
        problem.ShouldBe(new Problem("HOOK0001", "Circular hooks: A -> A", "build/H.cs", 3, 4));
    }

    [TestMethod]
    public void An_illegal_graph_is_refused_though_no_analyzer_ran()
    {
        using TempFolder folder = new();
        var path = HooksAssembly.Compile(folder.Path, """
            static class H
            {
                [Hook(DependsOn = ["B"])] const string A = "a";
                [Hook(DependsOn = ["A"])] const string B = "b";
            }
            """);
        Problem(() => PlanReader.Read(path)).Code.ShouldBe("HOOK0001");
    }

    [TestMethod]
    public void An_assembly_is_not_locked_after_reading()
    {
        using TempFolder folder = new();
        var path = HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"a\"; }");
        _ = PlanReader.Read(path);
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        exclusive.CanWrite.ShouldBeTrue();
    }

    private static HookPlan ReadHandWritten(params string[] plans)
    {
        using TempFolder folder = new();
        return PlanReader.Read(HooksAssembly.Compile(folder.Path, Source(plans), generate: false));
    }

    private static string Source(string[] plans) => string.Concat(plans.Select(plan =>
        $"[assembly: System.Reflection.AssemblyMetadata(\"Hooks.Build.Plan\", {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(plan.ReplaceLineEndings("\n"), quote: true)})]\n"));

    private static string GeneratedPlan(TempFolder folder)
    {
        var path = HooksAssembly.Compile(folder.Path, """
            static class H
            {
                [Hook(Files = ["**/*.cs"], Fix = "fix {files}", Timeout = 9, Cores = 1.5, Description = "é")] const string A = "a {files}\nb";
                [Hook(DependsOn = ["A"], Profiles = ["fast"], Severity = HookSeverity.Critical)] static bool B(HookContext hook) => true;
                [Hook(After = ["A"], Writes = ["x/**"], Locks = ["l"])] const string C = "hooks:check-json";
            }
            """);
        return System.Reflection.Assembly.Load(File.ReadAllBytes(path)).GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType.Name == "AssemblyMetadataAttribute"
                && (string)attribute.ConstructorArguments[0].Value! == "Hooks.Build.Plan")
            .ConstructorArguments[1].Value!.ToString()!;
    }

    private static Problem Problem(Func<HookPlan> read) => Should.Throw<HooksException>(() => read()).Problems[0];
}
