import type { Shell } from './shells.ts';

/**
 * Scripts that ask `train-encrypt complete -- <words so far>` at every Tab. It answers with one candidate a line, a tab and
 * a description, then `:files` where a file's name could stand there too, else `:`. No word is evaluated on its way.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  // Of bash 3.2 and later, with nothing beside: macOS has no other. It splits words at `=` by itself.
  bash: `\
_train_encrypt() {
  local -a words=()
  local i word value
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $i -gt 1 && ( $word == = || \${COMP_WORDS[i - 1]} == = ) ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    [[ $value == :* ]] && continue
    [[ $word == = || \${COMP_WORDS[COMP_CWORD - 1]} == = ]] && value=\${value#*=}
    COMPREPLY+=("$value")
  done < <("$1" complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _train_encrypt train-encrypt
`,
  zsh: `\
#compdef train-encrypt
_train_encrypt() {
  local -a candidates
  local line files
  for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      :files) files=1 ;;
      :|'') ;;
      *) candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  local offered=1
  (( $#candidates )) && _describe 'train-encrypt' candidates && offered=0
  [[ -n $files ]] && _files && offered=0
  return offered
}
if [[ $funcstack[1] == _train_encrypt ]]; then
  _train_encrypt "$@"
else
  autoload -Uz compinit
  (( $+functions[compdef] )) || compinit
  compdef _train_encrypt train-encrypt
fi
`,
  fish: `\
function __train_encrypt_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':'
            case '*'
                echo $line
        end
    end
end
complete -c train-encrypt -f -a '(__train_encrypt_complete)'
`,
};
