"""What the scripts here share: repositories with hooks, and programs that run in them with nothing of whoever measures in their environment."""
import glob, os, subprocess, time

OTHERS = ('GIT_', 'HOOK', 'LEFTHOOK', 'PREK', 'CLAUDE', 'CURSOR', 'GEMINI', 'CODEX', 'COPILOT')


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


class Bench:
    """A folder for repositories, with the packages and the state of all of them. Where builds leave no process behind, hooks keep no workers."""

    def __init__(self, root, keeps_workers=False):
        self.root = root
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS) and name not in ('CI', 'MSBUILDDISABLENODEREUSE')}
        self.env.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM='1', NO_COLOR='1', TERM='dumb', NUGET_PACKAGES=root + '/packages', XDG_STATE_HOME=root + '/state')
        if not keeps_workers:
            self.env['MSBUILDDISABLENODEREUSE'] = '1'

    def run(self, folder, *command, fine=(0,), **more):
        """What a program prints."""
        done = subprocess.run(command, cwd=folder, env={**self.env, **more}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode not in fine:
            raise SystemExit(f'{" ".join(command[:6])} in {folder}: exit {done.returncode}\n{done.stdout.decode(errors="replace")}')
        return done.stdout.decode(errors='replace').strip()

    def timed(self, folder, *command, **more):
        """How long a program takes, in ms."""
        began = time.perf_counter()
        self.run(folder, *command, **more)
        return (time.perf_counter() - began) * 1000

    def repository(self, name):
        repo = f'{self.root}/{name}'
        put(repo + '/.gitignore', 'bin/\nobj/\n')
        self.run(repo, 'git', 'init', '-q', '-b', 'main')
        for key, value in (('user.name', 'bench'), ('user.email', 'bench@example.org'), ('gc.auto', '0'), ('maintenance.auto', 'false')):
            self.run(repo, 'git', 'config', key, value)
        return repo

    def declare(self, repo, feed, hooks, packages=('Hooks.Build',)):
        """Writes the project of hooks that are members of a C# class."""
        package = sorted(glob.glob(feed + '/Hooks.Build.[0-9]*.nupkg'))[-1]
        version = os.path.basename(package)[len('Hooks.Build.'):-len('.nupkg')]
        references = ''.join(f'<PackageReference Include="{name}" Version="{version}" PrivateAssets="all" />' for name in packages)
        put(repo + '/nuget.config', f'<configuration><packageSources><add key="hooks-feed" value="{feed}" /></packageSources></configuration>\n')
        put(repo + '/build/Hooks.csproj', f'<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup><ItemGroup>{references}</ItemGroup></Project>\n')
        put(repo + '/build/RepoHooks.cs', 'using Hooks.Build;\n\nstatic class RepoHooks\n{\n' + hooks + '\n}\n')

    def install(self, repo, *options):
        self.run(repo, 'dotnet', 'build', 'build/Hooks.csproj', '-nologo', '-v:q', '-p:HooksRunOnBuild=false')
        self.run(repo, 'dotnet', 'msbuild', 'build/Hooks.csproj', '-nologo', '-v:m', '-t:InstallHooks', *options)

    def commit_all(self, repo):
        """The commit on which all others stand."""
        self.run(repo, 'git', 'add', '-A')
        self.run(repo, 'git', 'commit', '-q', '--no-verify', '-m', 'base')
