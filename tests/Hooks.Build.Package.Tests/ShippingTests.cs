using System.IO.Compression;
using System.Text;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Programs that hold hooks as a private matter, run where Hooks.Build is not: real ones, of every kind.</summary>
[TestClass]
public sealed class ShippingTests
{
    private const string Private = "PrivateAssets=\"all\"";

    // C# 7.3, and all that the compiler makes types of.
    private const string Hooks = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using Hooks.Build;
        public static class RepoHooks
        {
            [Hook(Fix = "sh -c 'echo topsecret'", Stages = HookStages.Manual)] private const string Audit = "sh -c 'echo topsecret'";
            [Hook] internal static void Sync(HookContext hook) { }
            [Hook] public static async Task<HookResult> Later(HookContext hook)
            {
                await hook.ForEachFileAsync(async (file, cancel) => { if ((await file.ReadTextAsync(cancel)).Length > 9999) hook.Error(file, 1, 1, "X", "x"); });
                var stage = hook.Stage;
                var result = await hook.RunAsync("true");
                return stage == HookStages.Manual && result.ExitCode != 0 ? HookResult.Failure("x") : HookResult.Success;
            }

            private static readonly Dictionary<string, HookContext> All = new Dictionary<string, HookContext>();
            [Hook] private static bool Truth() { return All.Count == 0; }
        }
        """;

    // What scanners do: attributes, types, members, parameters, references.
    private const string Probe = """
        using System; using System.Linq; using System.Reflection;
        public static class Probe
        {
            public static void Run(Assembly assembly)
            {
                const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
                assembly.GetCustomAttributes().ToArray();
                assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(entry => entry.Key, entry => entry.Value);
                foreach (var name in assembly.GetReferencedAssemblies()) Assembly.Load(name);
                foreach (var type in assembly.GetTypes())
                {
                    type.GetCustomAttributes().ToArray();
                    foreach (var member in type.GetMembers(Any)) { member.GetCustomAttributes().ToArray(); member.ToString(); }
                    foreach (var method in type.GetMethods(Any)) method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
                }
                Console.WriteLine("probed " + assembly.GetName().Name);
            }
        }
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow("-p:PublishSingleFile=true -r linux-x64 --self-contained false")]
    public async Task A_published_program_can_be_scanned(string options)
    {
        var repository = await CreateAsync("app", Program("Exe", "net10.0"), "Probe.Run(typeof(Probe).Assembly);");
        _ = (await repository.DotnetAsync(["publish", "app", "-o", "out", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).ShouldExitWith(0);
        repository.Has("out/Hooks.Build.dll").ShouldBeFalse();
        (await RunAsync(repository, options.Length == 0 ? "out/app.dll" : "out/app")).ShouldExitWith(0).Output.ShouldContain("probed app");
        Secrets(repository.FullPath(options.Length == 0 ? "out/app.dll" : "out/app")).ShouldBeFalse();

        // What was built keeps its hooks.
        (await repository.DotnetAsync("msbuild", "app", "-t:ListHooks", "-p:Configuration=Release")).ShouldExitWith(0).Output.ShouldContain("Audit");
    }

    [TestMethod]
    public async Task A_published_site_finds_its_controllers()
    {
        var repository = await CreateAsync("web", Program("Exe", "net10.0").Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web"), """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Extensions.DependencyInjection;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.MapControllers();
            System.Console.WriteLine("endpoints " + ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Count());
            Probe.Run(typeof(Probe).Assembly);

            [ApiController, Route("x")] public class XController : ControllerBase { [HttpGet] public string Get() => "x"; }
            """);
        _ = (await repository.DotnetAsync("publish", "web", "-o", "out")).ShouldExitWith(0);
        (await RunAsync(repository, "out/web.dll")).ShouldExitWith(0).Output.ShouldContain("endpoints 1");
    }

    [TestMethod]
    public async Task A_program_that_asks_for_what_is_taken_out_is_not_published()
    {
        var repository = await CreateAsync("app", Program("Exe", "net10.0"), "object text = \"s\"; System.Console.WriteLine(text is Hooks.Build.HookContext);");
        (await repository.DotnetAsync("publish", "app", "-o", "out"))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldMatch("HOOK9023.*Program.Main uses HookContext");
        repository.Has("out/app.dll").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_library_that_is_packed_goes_without_its_hooks()
    {
        var repository = await CreateAsync("lib", Program("Library", "netstandard2.0"), source: "");
        _ = (await repository.DotnetAsync("pack", "lib", "-o", "packages", "-p:Version=" + PackedPackage.Version)).ShouldExitWith(0);
        await using (var package = await ZipFile.OpenReadAsync(repository.FullPath($"packages/lib.{PackedPackage.Version}.nupkg")))
        {
            await package.GetEntry("lib/netstandard2.0/lib.dll")!.ExtractToFileAsync(repository.FullPath("packed.dll"));
        }

        Secrets(repository.FullPath("packed.dll")).ShouldBeFalse();
        Secrets(repository.FullPath("lib/bin/Release/netstandard2.0/lib.dll")).ShouldBeTrue();
        repository.Write(
            "use/use.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><Reference Include="../packed.dll" /></ItemGroup></Project>""");
        File.Move(repository.FullPath("packed.dll"), repository.FullPath("lib.dll"));
        repository.Write("use/use.csproj", repository.Read("use/use.csproj").Replace("packed.dll", "lib.dll"));
        repository.Write("use/Probe.cs", Probe);
        repository.Write("use/Program.cs", "Probe.Run(typeof(RepoHooks).Assembly);");
        (await repository.DotnetAsync("run", "--project", "use")).ShouldExitWith(0).Output.ShouldContain("probed lib");
    }

    [TestMethod]
    public async Task A_project_that_refers_to_one_with_hooks_can_scan_it()
    {
        var repository = await CreateAsync("lib", Program("Library", "netstandard2.0"), source: "");
        repository.Write(
            "use/use.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include="../lib/lib.csproj" /></ItemGroup></Project>""");
        repository.Write("use/Probe.cs", Probe);
        repository.Write("use/Program.cs", "Probe.Run(typeof(RepoHooks).Assembly);");
        (await repository.DotnetAsync("run", "--project", "use")).ShouldExitWith(0).Output.ShouldContain("probed lib");
        _ = (await repository.DotnetAsync("publish", "use", "-o", "out")).ShouldExitWith(0);
        (await RunAsync(repository, "out/use.dll")).ShouldExitWith(0).Output.ShouldContain("probed lib");
    }

    [TestMethod]
    public async Task A_library_whose_hooks_are_for_its_users_is_packed_as_it_is()
    {
        var repository = await CreateAsync("lib", Program("Library", "netstandard2.0", ""), source: "");
        _ = (await repository.DotnetAsync("publish", "lib", "-o", "out")).ShouldExitWith(0);
        Secrets(repository.FullPath("out/lib.dll")).ShouldBeTrue();
        _ = (await repository.DotnetAsync("publish", "lib", "-o", "out2", "-p:HooksShipped=false")).ShouldExitWith(0);
        Secrets(repository.FullPath("out2/lib.dll")).ShouldBeFalse();
        (await repository.DotnetAsync("publish", "lib", "-o", "out3", "-p:HooksShipped=perhaps"))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldContain("HOOK9002");
    }

    private static string Program(string outputType, string framework, string reference = Private) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{outputType}</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <HooksRunOnBuild>false</HooksRunOnBuild>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Hooks.Build" Version="{PackedPackage.Version}" {reference} /></ItemGroup>
        </Project>
        """;

    private static async Task<TestRepository> CreateAsync(string name, string project, string source)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write($"{name}/{name}.csproj", project);
        repository.Write($"{name}/RepoHooks.cs", Hooks);
        if (source.Length > 0)
        {
            repository.Write($"{name}/Probe.cs", Probe);
            repository.Write($"{name}/Program.cs", "using System.Linq;\n" + source);
        }

        return repository;
    }

    private static Task<SdkRun> RunAsync(TestRepository repository, string program) =>
        program.EndsWith(".dll", StringComparison.Ordinal)
            ? SdkRun.DotnetAsync(repository.Root, [program])
            : SdkRun.RunAsync(repository.Root, repository.FullPath(program), []);

    private static bool Secrets(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        return bytes.IndexOf(Encoding.Unicode.GetBytes("topsecret")) >= 0 || bytes.IndexOf("topsecret"u8) >= 0 || bytes.IndexOf("RepoHooks.cs"u8) >= 0;
    }
}
